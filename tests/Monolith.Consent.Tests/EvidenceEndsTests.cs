using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class EvidenceEndsTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("CA-8.1")]
    public async Task Evidence_of_an_erased_person_goes_with_its_key_when_the_period_is_over_and_not_before(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var (client, other) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync());
        await consent.GrantAsync(client, ConsentPurpose.SensitiveData);
        await consent.GrantAsync(other, ConsentPurpose.SensitiveData);
        var orderedAt = consent.Clock.GetUtcNow().UtcDateTime;
        await consent.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, orderedAt));

        consent.Clock.Set(orderedAt.AddYears(7).AddSeconds(-1));
        await consent.RunJobs();
        Assert.Equal(4, await HeldAsync(consent, client.AccountId));
        consent.Clock.Set(orderedAt.AddYears(7));
        await consent.RunJobs();

        Assert.Equal(0, await HeldAsync(consent, client.AccountId));
        Assert.Equal(4, await HeldAsync(consent, other.AccountId));
        var vault = consent.Services.GetRequiredService<IVault>();
        await Assert.ThrowsAsync<ErasedDataException>(async () =>
            await vault.SealBytesAsync(client.AccountId, DataClass.Case, "x", new byte[] { 1 }, TestContext.Current.CancellationToken));
        Assert.NotNull((await consent.Send(new ConsentsOfCaller(), other)).Value.Records[0].Receipt.Text);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Before_that_the_database_lets_nobody_take_evidence_away(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.SensitiveData);
        await consent.Tell(new ErasureOrdered(Guid.CreateVersion7(), client.AccountId, consent.Clock.GetUtcNow().UtcDateTime));

        await Assert.ThrowsAnyAsync<Exception>(() => consent.Write<ConsentDbContext>(async db => db.Records.RemoveRange(await db.Records.ToListAsync())));

        Assert.Equal(4, await HeldAsync(consent, client.AccountId));
    }

    [Fact]
    public async Task Where_nothing_is_kept_the_key_still_waits_for_the_cases_it_opens()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var (person, at) = (Guid.CreateVersion7(), consent.Clock.GetUtcNow().UtcDateTime);
        await consent.Tell(new ErasureOrdered(Guid.CreateVersion7(), person, at));
        consent.Clock.Set(at.AddYears(2));
        await consent.RunJobs();
        Assert.Null(await KeyDestroyedAtAsync(consent, person));

        consent.Clock.Set(at.AddYears(2).AddDays(60));
        await consent.RunJobs();

        Assert.NotNull(await KeyDestroyedAtAsync(consent, person));
    }

    private static Task<DateTime?> KeyDestroyedAtAsync(ConsentFixture consent, Guid person) =>
        consent.Read<ConsentDbContext, DateTime?>(db => db.Erasures.Where(e => e.SubjectId == person).Select(e => e.KeyDestroyedAt).SingleAsync());

    private static Task<int> HeldAsync(ConsentFixture consent, Guid person) => consent.Read<ConsentDbContext, int>(async db =>
        await db.Records.CountAsync(r => r.SubjectId == person) + await db.Acceptances.CountAsync(a => a.AccountId == person));
}
