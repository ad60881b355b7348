using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Tracking;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class DeletedAccountTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-14")]
    public async Task Who_deletes_the_account_takes_every_consent_back_with_a_receipt_for_each(string database)
    {
        await using var consent = await Policies.UnderAsync("AP", database);
        var (client, other) = (await WithConsentsAsync(consent), await WithConsentsAsync(consent));
        var given = (await consent.Send(new ConsentsOfCaller(), client)).Value.Records.Count;
        var deletion = new AccountErasureDue(client.AccountId, ErasureReason.DeletedByOwner, consent.Clock.GetUtcNow().UtcDateTime);

        await consent.Tell(deletion);
        await consent.Tell(deletion);

        var after = (await consent.Send(new ConsentsOfCaller(), client)).Value;
        Assert.All(after.Standing, s => Assert.Equal(ConsentState.Withdrawn, s.State));
        Assert.Equal(2 * given, after.Records.Count);
        foreach (var ended in after.Records.Where(r => r.Event is ConsentEvent.Withdrawn))
        {
            Assert.True((await consent.Send(new VerifyReceipt(ended.Receipt.Text, ended.Receipt.Signature, ended.Receipt.KeyNumber))).Value is { Valid: true, Known: true });
        }

        var told = await consent.Read<ConsentDbContext, int>(db => db.Outbox.CountAsync(m => m.Kind == typeof(ConsentWithdrawn).FullName && m.Body.Contains(client.AccountId.ToString())));
        Assert.Equal(given, told);
        Assert.All((await consent.Send(new ConsentsOfCaller(), other)).Value.Standing, s => Assert.Equal(ConsentState.Given, s.State));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Told_twice_at_once_a_deletion_leaves_one_record_for_each_consent(string database)
    {
        await using var consent = await Policies.UnderAsync("AP", database);
        for (var round = 0; round < 10; round++)
        {
            var client = await WithConsentsAsync(consent);
            var given = (await consent.Send(new ConsentsOfCaller(), client)).Value.Records.Count;
            var deletion = new AccountErasureDue(client.AccountId, ErasureReason.DeletedByOwner, consent.Clock.GetUtcNow().UtcDateTime);

            await Task.WhenAll(TellAsync(consent, deletion), TellAsync(consent, deletion));

            Assert.Equal(2 * given, (await consent.Send(new ConsentsOfCaller(), client)).Value.Records.Count);
        }
    }

    [Fact]
    public async Task Who_is_erased_for_being_under_age_has_taken_nothing_back()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await WithConsentsAsync(consent);

        await consent.Tell(new AccountErasureDue(client.AccountId, ErasureReason.UnderAge, consent.Clock.GetUtcNow().UtcDateTime));

        Assert.DoesNotContain((await consent.Send(new ConsentsOfCaller(), client)).Value.Records, r => r.Event is ConsentEvent.Withdrawn);
    }

    private static async Task<Caller> WithConsentsAsync(ConsentFixture consent)
    {
        var client = await consent.ARegisteredClientAsync();
        foreach (var purpose in await consent.QuestionsAsync())
        {
            await consent.GrantAsync(client, purpose);
        }

        var category = (await consent.Send(new CookieCatalogue())).Value.Categories[^1].Name;
        Assert.Null((await consent.Send(new SetCookieChoices([new(category, true)]), client)).Refusal);
        return client;
    }

    // The relay tries again what a listener could not write.
    private static async Task TellAsync(ConsentFixture consent, AccountErasureDue told)
    {
        try
        {
            await consent.Tell(told);
        }
        catch (ConstraintException)
        {
            await consent.Tell(told);
        }
    }
}
