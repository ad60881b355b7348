using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Consent.Tests;

/// <summary>The accounting of disclosures that a person reads (R85).</summary>
public sealed class AccountingTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_an_authority_asked_to_keep_quiet_is_told_when_its_time_is_over(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await fresh.ARegisteredClientAsync();
        var until = fresh.Now().AddDays(90);
        var wish = Disclosing.Wish("LEGAL_PROCESS", client.AccountId) with { Reference = "W-1", SuspendUntil = until, SuspensionReference = "Letter of the prosecutor" };

        var line = (await fresh.DiscloseAsync(wish)).Value;

        Assert.Empty(await fresh.OwnLinesAsync(client));
        Assert.Empty(await CopiedAsync(fresh, client));
        Assert.Equal(0, await EntriesAboutAsync(fresh, client.AccountId));
        Assert.Equal(line.Id, Assert.Single((await fresh.Send(new Disclosures(client.AccountId), fresh.As(Role.PrivacyOfficer))).Value).Id);
        fresh.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal((line.Id, until), Assert.Single(await fresh.OwnLinesAsync(client)) is var told ? (told.Id, told.SuspendedUntilAt) : default);
        Assert.Single(await CopiedAsync(fresh, client));
    }

    [Fact]
    public async Task A_disclosure_is_kept_quiet_only_for_an_authority_and_not_for_long_without_its_letter()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("LEGAL_PROCESS", client.AccountId) with { Reference = "W-2" };

        Assert.IsType<FieldRequired>((await consent.DiscloseAsync(wish with { SuspendUntil = consent.Now().AddDays(31) })).Refusal);
        Assert.IsType<FieldRequired>((await consent.DiscloseAsync(wish with { SuspendUntil = consent.Now().AddDays(366), SuspensionReference = "Letter" })).Refusal);
        Assert.IsType<FieldRequired>((await consent.DiscloseAsync(wish with { SuspendUntil = consent.Now() })).Refusal);
        Assert.IsType<FieldRequired>(
            (await consent.DiscloseAsync(wish with { Ground = "PROTECTION", Reason = "A threat.", SuspendUntil = consent.Now().AddDays(1), SuspensionReference = "Letter" })).Refusal);
        Assert.True((await consent.DiscloseAsync(wish with { SuspendUntil = consent.Now().AddDays(30) })).Succeeded);
    }

    [Fact]
    public async Task More_lines_than_one_answer_has_are_read_by_going_back_in_time()
    {
        var client = await consent.ARegisteredClientAsync();
        foreach (var number in Enumerable.Range(1, 3))
        {
            await consent.DiscloseAsync(Disclosing.Wish("LEGAL_PROCESS", client.AccountId) with { Reference = $"W-{number}" });
            consent.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var all = await consent.OwnLinesAsync(client);
        var earlier = (await consent.Send(new Disclosures(null, all[0].DisclosedAt), client)).Value;

        Assert.Equal(["W-3", "W-2", "W-1"], all.Select(l => l.Reference));
        Assert.Equal(["W-2", "W-1"], earlier.Select(l => l.Reference));
    }

    [Fact]
    [Clause("CA-9.3")]
    public async Task What_goes_abroad_with_express_consent_is_in_the_transfers_and_what_stays_is_not()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PROCESSOR", client.AccountId);
        var (home, abroad) = (await consent.AProcessorAsync("PAYMENT", "PAYMENT", "IN"), await consent.AProcessorAsync("PAYMENT", "PAYMENT", "US"));
        Assert.True((await consent.DiscloseAsync(wish.To(home, "PAYMENT"))).Succeeded);
        Assert.IsType<TransferConsentRequired>((await consent.DiscloseAsync(wish.To(abroad, "PAYMENT"))).Refusal);

        await consent.GrantAsync(client, ConsentPurpose.TransferAbroad);
        Assert.True((await consent.DiscloseAsync(wish.To(abroad, "PAYMENT"))).Succeeded);

        Assert.Equal(("US", "PAYMENT"), Assert.Single((await consent.Send(new Transfers(null), client)).Value) is var transfer ? (transfer.Country, transfer.Purpose) : default);
    }

    private static async Task<IReadOnlyList<object>> CopiedAsync(ConsentFixture fixture, Caller client)
    {
        await using var scope = fixture.Services.CreateAsyncScope();
        var holder = scope.ServiceProvider.GetServices<IPersonalDataHolder>().Single();
        Assert.Equal((await holder.CopyAsync(client.AccountId, TestContext.Current.CancellationToken))["disclosures"].Count,
            (await holder.HoldingsAsync(client.AccountId, TestContext.Current.CancellationToken)).SingleOrDefault(h => h.Kind == "disclosures")?.Count ?? 0);
        return (await holder.CopyAsync(client.AccountId, TestContext.Current.CancellationToken))["disclosures"];
    }

    private static Task<int> EntriesAboutAsync(ConsentFixture fixture, Guid accountId) =>
        fixture.Read<ConsentDbContext, int>(db => db.Set<AuditEntry>().CountAsync(e => e.SubjectId == accountId && e.Operation == nameof(RecordDisclosure)));
}
