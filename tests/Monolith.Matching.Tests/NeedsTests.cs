using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Application.Matches;
using Monolith.Matching.Application.Preferences;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Infrastructure;
using Monolith.Testing;
using Monolith.Therapy.Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Monolith.Matching.Tests;

/// <summary>Matching under the profile <c>alopal</c>.</summary>
public sealed class AlopalMatchingFixture : MatchingFixture
{
    protected override string ProfileKey => "alopal";
}

public sealed class NeedsTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("AP-25")]
    public async Task A_match_without_an_intake_is_refused_naming_it_and_everything_else_works(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalMatchingFixture>(database);
        var topic = MatchingFixture.ATopic();
        await own.ATherapist(topic);
        var client = await own.AClientWishing(topic);

        var without = Assert.IsType<FieldRequired>((await own.Send(new RequestMatch(), client)).Refusal);

        Assert.Equal("intake", without.Field);
        Assert.NotNull(MatchingFixture.Expect(await own.Send(new OwnPreferences(), client)));
        await own.Tell(new HealthIntakeRecorded(client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        await own.Tell(new HealthIntakeRecorded(client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        Assert.NotEmpty(MatchingFixture.Expect(await own.Send(new RequestMatch(), client)).Proposals);
        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, own.Clock.GetUtcNow().UtcDateTime));
        Assert.Equal(0, await own.Read<MatchingDbContext, int>(db => db.IntakesOnRecord.CountAsync()));
    }

    [Fact]
    public async Task Where_the_profile_needs_none_a_match_is_made_without_an_intake()
    {
        await using var own = await ModuleFixture.OnAsync<MatchingFixture>(Databases.Sqlite);
        var topic = MatchingFixture.ATopic();
        await own.ATherapist(topic);

        Assert.NotEmpty(MatchingFixture.Expect(await own.Send(new RequestMatch(), await own.AClientWishing(topic))).Proposals);
    }
}
