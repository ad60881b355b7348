using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Infrastructure;
using Monolith.Testing;

namespace Monolith.Matching.Tests;

public sealed class TherapistRetentionTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_therapist_who_left_is_erased_a_year_later_not_before_and_not_under_a_legal_hold(string kind)
    {
        await using var own = await ModuleFixture.OnAsync<MatchingFixture>(kind);
        var (gone, there) = (await own.ATherapist(), await own.ATherapist());
        var leftAt = own.Clock.GetUtcNow().UtcDateTime;
        await own.Tell(new AccountClosed(gone.AccountId, AccountKind.Therapist, leftAt));
        own.Clock.Set(leftAt.AddYears(1).AddSeconds(-1));
        await own.RunJobs();
        Assert.Equal(2, await own.Read<MatchingDbContext, int>(db => db.Therapists.CountAsync()));

        own.Held.Add(gone.AccountId);
        own.Clock.Set(leftAt.AddYears(1));
        await own.RunJobs();
        Assert.Equal(2, await own.Read<MatchingDbContext, int>(db => db.Therapists.CountAsync()));
        own.Held.Clear();
        await own.RunJobs();

        Assert.Equal(there.AccountId, await own.Read<MatchingDbContext, Guid>(db => db.Therapists.Select(t => t.Id).SingleAsync()));
        Assert.Equal(1, await own.Read<MatchingDbContext, int>(db => db.Availabilities.CountAsync()));
        await Assert.ThrowsAsync<ErasedDataException>(async () => await own.Services.GetRequiredService<IVault>()
            .SealBytesAsync(gone.AccountId, DataClass.Provider, "x", new byte[] { 1 }, TestContext.Current.CancellationToken));
    }
}
