using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;
using Monolith.Therapy.Application.Safety;
using Monolith.Therapy.Contracts.Events;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Tests;

public sealed class SafetyConcernTests(TherapyFixture therapy) : IClassFixture<TherapyFixture>
{
    [Theory, ClassData(typeof(Databases)), Clause("TH-48"), Clause("O7-6.10")]
    public async Task Who_treats_or_treated_a_client_raises_a_concern_and_tells_others_only_that_it_was(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<TherapyFixture>(kind);
        var (client, therapist, _) = await own.Held();
        own.Matched.Clear();

        var concern = TherapyFixture.Expect(await own.Send(new RaiseSafetyConcern(client.AccountId, "PROTECTION", "Spoke of a bridge."), therapist));

        var told = await own.Read<TherapyDbContext, string>(db => db.Outbox.Where(m => m.Kind == typeof(SafetyConcernRaised).FullName).Select(m => m.Body).SingleAsync());
        Assert.Contains(concern.Id.ToString(), told, StringComparison.Ordinal);
        Assert.DoesNotContain("bridge", told, StringComparison.Ordinal);
        Assert.DoesNotContain("PROTECTION", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_raises_none_and_a_concern_has_a_duty_of_the_service_and_a_reason()
    {
        var (client, therapist) = await therapy.APair();
        var good = new RaiseSafetyConcern(client.AccountId, "PROTECTION", "Fear.");

        Assert.IsType<NeedToKnow>((await therapy.Send(good, therapy.As(Role.Therapist))).Refusal);
        Assert.IsType<FieldRequired>((await therapy.Send(good with { Duty = "CURIOSITY" }, therapist)).Refusal);
        Assert.IsType<ReasonRequired>((await therapy.Send(good with { Reason = " " }, therapist)).Refusal);
        Assert.True((await therapy.Send(good, therapist)).Succeeded);
    }
}
