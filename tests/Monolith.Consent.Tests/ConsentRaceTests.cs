using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class ConsentRaceTests
{
    private const ConsentPurpose Sensitive = ConsentPurpose.SensitiveData;
    private const int Rounds = 20;

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Of_two_withdrawals_at_once_one_takes_effect_and_the_other_is_told_so(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        for (var round = 0; round < Rounds; round++)
        {
            var client = await consent.ARegisteredClientAsync();
            await consent.GrantAsync(client, Sensitive);

            var both = await Task.WhenAll(
                consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client), consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client));

            Assert.Single(both, answer => answer.Succeeded);
            Assert.True(both.Single(answer => !answer.Succeeded).Refusal is Conflict or ConsentNotGiven);
            Assert.Equal([(1, ConsentEvent.Given), (2, ConsentEvent.Withdrawn)], await HistoryAsync(consent, client));
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Giving_and_taking_back_at_once_leaves_one_order_and_the_state_of_its_end(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        for (var round = 0; round < Rounds; round++)
        {
            var client = await consent.ARegisteredClientAsync();
            await consent.GrantAsync(client, Sensitive);
            await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client);

            var grant = consent.Send(new GrantConsent(Sensitive, AffirmativeAct.Tick, consent.WordingOf(Sensitive)), client);
            var withdrawal = consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client);
            await Task.WhenAll(grant, withdrawal);

            var history = await HistoryAsync(consent, client);
            Assert.Equal(Enumerable.Range(1, history.Count), history.Select(r => r.Sequence));
            Assert.Equal(2 + ((await grant).Succeeded ? 1 : 0) + ((await withdrawal).Succeeded ? 1 : 0), history.Count);
            Assert.Equal(ConsentRecord.StateAfter(history[^1].Event), await consent.StateAsync(client.AccountId, Sensitive));
        }
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_sent_at_once_with_one_key_are_one_event_with_one_answer(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, Sensitive);
        var withdraw = new WithdrawConsent(Sensitive, Confirm: true);

        var both = await Task.WhenAll(consent.Send(withdraw, client, "once"), consent.Send(withdraw, client, "once"));

        Assert.Equal(both[0].Value.Record, both[1].Value.Record);
        Assert.Equal(2, (await HistoryAsync(consent, client)).Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_versions_published_at_once_are_numbered_without_a_double(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var publish = new PublishPolicyVersion(DocumentKind.Privacy, null, null);

        var both = await Task.WhenAll(consent.Send(publish, consent.As(Role.Administrator)), consent.Send(publish, consent.As(Role.PrivacyOfficer)));

        var numbers = (await consent.Send(new PolicyVersions(DocumentKind.Privacy))).Value.Select(v => v.Number).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 1 + both.Count(answer => answer.Succeeded)), numbers);
        Assert.All(both.Where(answer => !answer.Succeeded), answer => Assert.IsType<Conflict>(answer.Refusal));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Two_instances_that_start_at_once_publish_each_document_once(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<UnstartedFixture>(database);

        await Task.WhenAll(consent.StartAgainAsync(), consent.StartAgainAsync());

        Assert.Equal(4, (await consent.Send(new PolicyVersions(null))).Value.Count);
        Assert.Single((await consent.Send(new ReceiptKeys())).Value);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Evidence_can_be_neither_changed_nor_deleted(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, Sensitive);

        var changed = await Assert.ThrowsAsync<ConstraintException>(() => consent.Write<ConsentDbContext>(async db =>
            db.Entry(await db.Records.SingleAsync(r => r.SubjectId == client.AccountId)).Property(r => r.Event).CurrentValue = ConsentEvent.Refused));
        var deleted = await Assert.ThrowsAsync<ConstraintException>(() => consent.Write<ConsentDbContext>(async db =>
            db.Records.Remove(await db.Records.SingleAsync(r => r.SubjectId == client.AccountId))));

        Assert.Equal(("consent_record_is_evidence", "consent_record_is_evidence"), (changed.Constraint, deleted.Constraint));
        await Assert.ThrowsAsync<ConstraintException>(() => consent.Write<ConsentDbContext>(async db =>
            db.Entry(await db.Versions.FirstAsync()).Property(v => v.RenderedText).CurrentValue = "other words"));
    }

    private static Task<List<(int Sequence, ConsentEvent Event)>> HistoryAsync(ConsentFixture consent, Caller client) =>
        consent.Read<ConsentDbContext, List<(int, ConsentEvent)>>(async db =>
            [.. (await db.Records.AsNoTracking().Where(r => r.SubjectId == client.AccountId).OrderBy(r => r.Sequence).ToListAsync()).Select(r => (r.Sequence, r.Event))]);
}

/// <summary>The module before its first start.</summary>
public sealed class UnstartedFixture : ConsentFixture
{
    protected override Task ArrangeAsync() => Task.CompletedTask;
}
