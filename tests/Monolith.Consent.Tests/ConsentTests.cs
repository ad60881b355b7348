using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class ConsentTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    private const ConsentPurpose Sensitive = ConsentPurpose.SensitiveData;

    [Fact]
    [Clause("CA-12.3")]
    public async Task A_consent_without_a_clear_act_is_refused_and_recorded_nowhere()
    {
        var client = await consent.ARegisteredClientAsync();

        var answer = await consent.Send(new GrantConsent(Sensitive, null, consent.WordingOf(Sensitive)), client);

        Assert.IsType<ConsentRequired>(answer.Refusal);
        Assert.Equal(ConsentState.NotGiven, await consent.StateAsync(client.AccountId, Sensitive));
    }

    [Fact]
    [Clause("CA-12.3")]
    public async Task A_consent_shows_its_act_its_wording_and_its_time()
    {
        var client = await consent.ARegisteredClientAsync();
        await consent.Send(new GrantConsent(Sensitive, AffirmativeAct.Click, consent.WordingOf(Sensitive)), client);

        var record = Assert.Single((await consent.Send(new ConsentsOfCaller(), client)).Value.Records);

        Assert.Equal((AffirmativeAct.Click, consent.WordingOf(Sensitive), consent.Clock.GetUtcNow().UtcDateTime), (record.AffirmativeAct, record.WordingVersion, record.HappenedAt));
        Assert.Equal((ConsentEvent.Given, ConsentState.Given, 1), (record.Event, record.State, record.Sequence));
    }

    [Fact]
    [Clause("CA-12.4")]
    [Clause("CA-7.5")]
    public async Task Health_data_is_written_only_while_the_consent_is_in_force_and_stays_readable_afterwards()
    {
        var client = await consent.ARegisteredClientAsync();
        var write = ConsentFixture.HealthWrite(client.AccountId);
        var match = new AccessRequest(client.AccountId, DataClass.Health, AccessMode.Read, Purpose.Matching);
        Assert.IsType<ConsentRequired>(await consent.AskAsync(client, write));
        Assert.IsType<ConsentRequired>(await consent.AskAsync(client, match));

        await consent.GrantAsync(client, Sensitive);
        Assert.Null(await consent.AskAsync(client, write));
        Assert.Null(await consent.AskAsync(client, match));

        await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client);
        var refusal = await consent.AskAsync(client, write);
        Assert.Equal("CONSENT_WITHDRAWN", Assert.IsType<BuildingBlocks.ConsentWithdrawn>(refusal).Code);
        Assert.IsType<BuildingBlocks.ConsentWithdrawn>(await consent.AskAsync(client, match));
        Assert.Null(await consent.AskAsync(client, write with { Mode = AccessMode.Read }));
        Assert.Null(await consent.AskAsync(client, write with { Purpose = Purpose.LegalObligation }));
    }

    [Fact]
    [Clause("CA-12.5")]
    public async Task Withdrawing_without_confirming_names_what_stops_and_changes_nothing()
    {
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, Sensitive);

        var warning = (await consent.Send(new WithdrawConsent(Sensitive, Confirm: false), client)).Value;

        Assert.False(warning.Confirmed);
        Assert.Equal(
            ["Intake", "Matching on health information", "Session notes", "Session summaries", "Booking of new sessions", "New messages between client and therapist"],
            warning.AffectedServices);
        Assert.Equal(("HEALTH", "P7Y"), (Assert.Single(warning.Kept).Category, warning.Kept[0].Period));
        Assert.Equal(ConsentState.Given, await consent.StateAsync(client.AccountId, Sensitive));
        Assert.Single((await consent.Send(new ConsentsOfCaller(), client)).Value.Records);
    }

    [Fact]
    [Clause("CA-12.4")]
    public async Task After_a_withdrawal_nobody_adds_a_message_and_the_earlier_ones_stay_readable()
    {
        var client = await consent.ARegisteredClientAsync();
        var message = new AccessRequest(client.AccountId, DataClass.Communication, AccessMode.Write, Purpose.ServiceDelivery);
        Assert.IsType<ConsentRequired>(await consent.AskAsync(client, message));
        await consent.GrantAsync(client, Sensitive);
        Assert.Null(await consent.AskAsync(client, message));

        await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client);

        Assert.IsType<BuildingBlocks.ConsentWithdrawn>(await consent.AskAsync(client, message));
        Assert.Null(await consent.AskAsync(client, message with { Mode = AccessMode.Read }));
        Assert.Null(await consent.AskAsync(client, message with { Purpose = Purpose.CaseHandling }));
    }

    [Fact]
    public async Task Taking_back_asks_for_less_than_giving_and_is_open_to_who_accepted_nothing()
    {
        var client = consent.As(Role.Client);
        await consent.GrantAsync(client, ConsentPurpose.Marketing);

        var taken = (await consent.Send(new WithdrawConsent(ConsentPurpose.Marketing, Confirm: true), client)).Value;

        Assert.Equal((ConsentState.Withdrawn, 0), (taken.State, taken.Kept.Count));
        Assert.True(typeof(WithdrawConsent).GetProperties().Length < typeof(GrantConsent).GetProperties().Length);
    }

    [Fact]
    public async Task A_consent_not_in_force_cannot_be_withdrawn()
    {
        var client = await consent.ARegisteredClientAsync();
        Assert.IsType<ConsentNotGiven>((await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client)).Refusal);

        await consent.GrantAsync(client, Sensitive);
        await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client);

        Assert.IsType<ConsentNotGiven>((await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client)).Refusal);
    }

    [Fact]
    public async Task A_wording_that_is_not_shown_is_refused() => Assert.IsType<WordingOutdated>(
        (await consent.Send(new GrantConsent(Sensitive, AffirmativeAct.Tick, "an earlier one"), await consent.ARegisteredClientAsync())).Refusal);

    [Fact]
    public async Task A_consent_the_profile_does_not_ask_for_is_refused()
    {
        await using var other = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);

        Assert.IsType<FeatureDisabled>((await other.Send(new GrantConsent(Sensitive, AffirmativeAct.Tick, ""), other.As(Role.Client))).Refusal);
        var client = await other.ARegisteredClientAsync();
        Assert.Null(await other.AskAsync(client, ConsentFixture.HealthWrite(client.AccountId)));
    }

    [Fact]
    public async Task Giving_it_again_in_the_same_words_adds_nothing()
    {
        var client = await consent.ARegisteredClientAsync();
        var first = await consent.GrantAsync(client, Sensitive);

        Assert.Equal(first.Id, (await consent.GrantAsync(client, Sensitive)).Id);
        Assert.Single((await consent.Send(new ConsentsOfCaller(), client)).Value.Records);
    }

    [Fact]
    public async Task Giving_and_taking_back_is_told_to_the_other_modules()
    {
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, Sensitive);
        await consent.Send(new WithdrawConsent(Sensitive, Confirm: true), client);

        var told = await consent.Read<ConsentDbContext, List<string>>(db =>
            db.Outbox.Where(m => m.Body.Contains(client.AccountId.ToString())).OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync());

        Assert.Equal([typeof(ConsentGiven).FullName!, typeof(Contracts.Events.ConsentWithdrawn).FullName!], told);
    }

    [Fact]
    public async Task One_key_is_one_event_and_the_same_answer()
    {
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, Sensitive);
        var withdraw = new WithdrawConsent(Sensitive, Confirm: true);

        var first = await consent.Send(withdraw, client, "once");
        var second = await consent.Send(withdraw, client, "once");

        Assert.Equal(first.Value.Record, second.Value.Record);
        Assert.IsType<KeyReused>((await consent.Send(withdraw with { Confirm = false }, client, "once")).Refusal);
        Assert.Equal(2, (await consent.Send(new ConsentsOfCaller(), client)).Value.Records.Count);
    }

    [Fact]
    [Clause("CA-7.4")]
    public async Task An_optional_use_can_be_opted_out_of_and_in_again()
    {
        var client = await consent.ARegisteredClientAsync();

        var objected = (await consent.Send(new OptOutOfUse("IMPROVEMENT"), client)).Value;
        Assert.Equal((ConsentEvent.Refused, ConsentState.Withdrawn), (objected.Event, await consent.StateAsync(client.AccountId, ConsentPurpose.Improvement)));
        Assert.Equal(objected.Id, (await consent.Send(new OptOutOfUse("IMPROVEMENT"), client)).Value.Id);

        await consent.GrantAsync(client, ConsentPurpose.Improvement);
        Assert.Equal(ConsentState.Given, await consent.StateAsync(client.AccountId, ConsentPurpose.Improvement));
    }

    [Fact]
    [Clause("CA-7.4")]
    public async Task The_service_itself_cannot_be_opted_out_of()
    {
        var client = await consent.ARegisteredClientAsync();

        var refusal = (await consent.Send(new OptOutOfUse("SERVICE_DELIVERY"), client)).Refusal;

        Assert.Contains("Closing the account", Assert.IsType<UseNotOptional>(refusal).Message, StringComparison.Ordinal);
        Assert.IsType<NoLegalBasis>((await consent.Send(new OptOutOfUse("HOROSCOPES"), client)).Refusal);
    }

    [Fact]
    public async Task Nobody_sees_another_person_s_consents()
    {
        var client = await consent.ARegisteredClientAsync();
        var record = await consent.GrantAsync(client, Sensitive);
        var other = await consent.ARegisteredClientAsync();

        Assert.Empty((await consent.Send(new ConsentsOfCaller(), other)).Value.Records);
        Assert.IsType<ConsentRecordNotFound>((await consent.Send(new ConsentRecordById(record.Id), other)).Refusal);
        Assert.Equal(record, (await consent.Send(new ConsentRecordById(record.Id), client)).Value);
    }

    [Fact]
    [Clause("CA-12.1")]
    public async Task The_register_marks_sensitive_categories_and_what_is_optional()
    {
        var purposes = (await consent.Send(new Purposes())).Value;

        var service = Assert.Single(purposes, p => p.Primary);
        Assert.Equal(("SERVICE_DELIVERY", false, ConsentPurpose.SensitiveData), (service.Key, service.CanOptOut, service.Consent));
        Assert.Contains(service.Categories, c => c is { Category: Application.InformationClass.Sensitive, Sensitive: true });
        Assert.True(purposes.Single(p => p.Key == "IMPROVEMENT").CanOptOut);
    }
}
