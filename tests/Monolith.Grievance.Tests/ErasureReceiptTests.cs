using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Contracts.Events;
using Monolith.Grievance.Domain;
using Monolith.Testing;

namespace Monolith.Grievance.Tests;

public sealed class ErasureReceiptTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_receipt_stands_between_two_signed_states_of_the_audit(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(kind);
        var client = own.As(Role.Client);
        var officer = own.As(Role.GrievanceOfficer);
        await own.AVerifiedRequestOf(own.As(Role.Client), RightsKind.Erasure);
        await own.RunJobs();
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        await own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), officer);
        await own.Tell(new Accounts.Contracts.Events.AccountsErased(request.Id, client.AccountId, 3, 0, null));
        own.Clock.Advance(TimeSpan.FromMinutes(2));
        await own.RunJobs();
        await own.FiveModulesAnswer(request.Id, client.AccountId, own.Now.AddYears(7));

        var facts = JsonDocument.Parse((await own.Send(new ReceiptOfRequest(request.Id), officer)).Value.Text).RootElement;

        var (before, after) = (facts.GetProperty("AuditBefore").GetString()!, facts.GetProperty("AuditAfter").GetString()!);
        Assert.Equal((64, 64), (before.Length, after.Length));
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task An_hour_after_the_last_answer_every_module_is_told_once_that_the_erasure_has_settled_and_not_before_or_under_a_hold()
    {
        await using var own = await ModuleFixture.OnAsync<GrievanceFixture>(Databases.Sqlite);
        var client = own.As(Role.Client);
        var request = await own.AVerifiedRequestOf(client, RightsKind.Erasure);
        await own.Send(new DecideRightsRequest(request.Id, RightsDecision.Approve), own.As(Role.GrievanceOfficer));
        await own.FiveModulesAnswer(request.Id, client.AccountId, own.Now.AddYears(7));
        own.Clock.Advance(TimeSpan.FromMinutes(59));
        await own.RunJobs();
        Assert.Equal(0, await ToldAsync());
        own.Clock.Advance(TimeSpan.FromMinutes(1));
        own.Held.Add(client.AccountId);
        await own.RunJobs();
        Assert.Equal(0, await ToldAsync());
        own.Held.Clear();

        await own.RunJobs();
        await own.RunJobs();

        Assert.Equal(1, await ToldAsync());

        Task<int> ToldAsync() => own.Read(db => db.Outbox.CountAsync(m => m.Kind == typeof(ErasureSettled).FullName && m.Body.Contains(client.AccountId.ToString())));
    }
}
