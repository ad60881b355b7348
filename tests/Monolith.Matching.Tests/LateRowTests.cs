using Microsoft.EntityFrameworkCore;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;
using Monolith.Testing;

namespace Monolith.Matching.Tests;

public sealed class LateRowTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_match_that_was_written_beside_an_erasure_goes_when_the_erasure_has_settled(string database)
    {
        await using var matching = await ModuleFixture.OnAsync<MatchingFixture>(database);
        var (person, other, at, caseId) = (Guid.CreateVersion7(), Guid.CreateVersion7(), matching.Clock.GetUtcNow().UtcDateTime, Guid.CreateVersion7());
        await matching.WriteBeside<MatchingDbContext>(
            db =>
            {
                db.Matches.AddRange(Match.Of(person, Guid.CreateVersion7(), at), Match.Of(other, Guid.CreateVersion7(), at));
                return Task.CompletedTask;
            },
            () => matching.Tell(new ErasureOrdered(caseId, person, at)));
        Assert.Equal(1, await MatchesAsync(person));

        await matching.Tell(new ErasureSettled(caseId, person, at));

        Assert.Equal((0, 1), (await MatchesAsync(person), await MatchesAsync(other)));

        Task<int> MatchesAsync(Guid client) => matching.Read<MatchingDbContext, int>(db => db.Matches.CountAsync(m => m.ClientId == client));
    }
}
