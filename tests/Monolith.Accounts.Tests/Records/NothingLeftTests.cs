using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

/// <summary>Every table that names a person is emptied of them by an erasure; a new one is found by its column.</summary>
public sealed class NothingLeftTests
{
    // Evidence that the erasure was done; what a member of staff signed; a guardian and an invited guest are people of their own, who go with MinorSweep and AccountRetention.
    private static readonly string[] Staying = ["ConfidentialityUndertaking", "ErasureRecord", "Invitation", "ParentalConsent"];

    [Theory, ClassData(typeof(Databases))]
    public async Task A_row_of_every_table_that_names_the_person_goes_with_the_person(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var tokens = await own.SignedIn(await own.AClient());
        await own.Send(new RefreshSession(tokens.RefreshToken));
        var (person, now) = (tokens.AccountId, own.Clock.GetUtcNow().UtcDateTime);
        await own.Write<AccountsDbContext>(db =>
        {
            PersonalRows.Add(db, person, now);
            return Task.CompletedTask;
        });
        var all = await LeftAsync();
        Assert.True(all.Count > 15, $"Only {all.Count} tables name people.");

        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), person, now));

        Assert.Equal(Staying.Intersect(all), await LeftAsync());
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.SpentTokens.CountAsync()));
        foreach (var dataClass in (DataClass[])[DataClass.Identity, DataClass.Usage])
        {
            await own.TakesNothing(person, dataClass);
        }

        Task<List<string>> LeftAsync() => own.Read<AccountsDbContext, List<string>>(db => PersonalRows.LeftAsync(db, person));
    }
}
