using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class ObjectionTests
{
    private static readonly ProposeNewUse Proposal = new("PRODUCT_RESEARCH", "Reading how features are used, to plan new ones.", [InformationClass.Personal]);

    [Theory]
    [InlineData("HU", "SERVICE_IMPROVEMENT")]
    [InlineData("HU", "CROSS_SELL")]
    [InlineData("HU", "PERSONALISATION")]
    [InlineData("HU", "ENRICHMENT")]
    [InlineData("O7", "IMPROVEMENT")]
    [Clause("HU-31")]
    [Clause("HU-39")]
    [Clause("O7-4.11")]
    public async Task An_objection_keeps_a_person_out_of_an_optional_use_and_out_of_no_other(string policy, string purpose)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var (client, other) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync());
        Assert.Null(await consent.WhyNotAsync(client, purpose));

        var record = (await consent.Send(new OptOutOfUse(purpose), client)).Value;

        Assert.Equal(ConsentEvent.Refused, record.Event);
        Assert.Equal("CONSENT_WITHDRAWN", await consent.WhyNotAsync(client, purpose));
        Assert.Null(await consent.WhyNotAsync(other, purpose));
        Assert.Null(await consent.WhyNotAsync(client, "SERVICE_DELIVERY"));
        await consent.GrantAsync(client, record.Purpose);
        Assert.Null(await consent.WhyNotAsync(client, purpose));
    }

    [Theory]
    [InlineData("TH", "SERVICE_DELIVERY")]
    [InlineData("HU", "SERVICE_DELIVERY")]
    [InlineData("HU", "ACCOUNT_MAINTENANCE")]
    [InlineData("O7", "SERVICE_DELIVERY")]
    [InlineData("AP", "SUPPORT")]
    [Clause("HU-19")]
    [Clause("HU-30")]
    [Clause("O7-4.1")]
    public async Task The_service_itself_and_the_account_cannot_be_opted_out_of(string policy, string purpose)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var client = await consent.ARegisteredClientAsync();

        Assert.IsType<UseNotOptional>((await consent.Send(new OptOutOfUse(purpose), client)).Refusal);
        Assert.Null(await consent.WhyNotAsync(client, purpose));
        Assert.Contains((await consent.Send(new Purposes())).Value, p => p.Key == purpose && !p.CanOptOut && p.Basis is LegalBasis.Contract);
    }

    [Fact, Clause("HU-21")]
    public async Task No_purpose_is_without_a_basis_and_none_of_a_person_rests_on_consent()
    {
        await using var consent = await Policies.UnderAsync("HU");
        var client = await consent.ARegisteredClientAsync();

        foreach (var purpose in (await consent.Send(new Purposes())).Value)
        {
            Assert.NotEqual(LegalBasis.Consent, purpose.Basis);
            Assert.Null(await consent.WhyNotAsync(client, purpose.Key));
        }
    }

    [Theory, ClassData(typeof(Databases)), Clause("HU-46")]
    public async Task A_new_use_is_open_to_nobody_before_its_window_ends_and_never_for_who_objected(string database)
    {
        await using var consent = await Policies.UnderAsync("HU", database);
        var (willing, unwilling) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync());
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(willing, Proposal.Key));

        var use = (await consent.Send(Proposal, consent.As(Role.PrivacyOfficer))).Value;
        Assert.Equal(use.Key, Assert.Single((await consent.Send(new NewUses())).Value).Key);
        Assert.Equal(typeof(NewUseProposed).FullName, Assert.Single(await ToldAsync(consent, use.Id)));
        Assert.Equal(("PRODUCT_RESEARCH", ConsentEvent.Refused), Out((await consent.Send(new OptOutOfUse(use.Key), unwilling)).Value));
        consent.Clock.Advance(use.WindowEndsAt - consent.Clock.GetUtcNow().UtcDateTime - TimeSpan.FromSeconds(1));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(willing, use.Key));

        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await consent.WhyNotAsync(willing, use.Key));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(willing, use.Key, InformationClass.Aggregate));
        Assert.Equal("CONSENT_WITHDRAWN", await consent.WhyNotAsync(unwilling, use.Key));
    }

    [Theory]
    [InlineData("product")]
    [InlineData("PR")]
    public async Task A_new_use_has_a_key_words_and_classes_that_are_not_sensitive(string key)
    {
        await using var consent = await Policies.UnderAsync("HU");
        var officer = consent.As(Role.PrivacyOfficer);

        Assert.Equal("key", (await consent.Send(Proposal with { Key = key }, officer)).Refusal?.Field);
        Assert.Equal("description", (await consent.Send(Proposal with { Description = " " }, officer)).Refusal?.Field);
        Assert.Equal("categories", (await consent.Send(Proposal with { Categories = [] }, officer)).Refusal?.Field);
        Assert.Equal("categories", (await consent.Send(Proposal with { Categories = [InformationClass.Health] }, officer)).Refusal?.Field);
        Assert.IsType<IllegalState>((await consent.Send(Proposal with { Key = "MARKETING" }, officer)).Refusal);
        await consent.Send(Proposal, officer);
        Assert.IsType<IllegalState>((await consent.Send(Proposal, officer)).Refusal);
    }

    [Theory]
    [InlineData("TH")]
    [InlineData("CA")]
    [InlineData("O7")]
    [InlineData("AP")]
    public async Task Where_new_uses_are_forbidden_none_can_be_proposed(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);

        Assert.IsType<FeatureDisabled>((await consent.Send(Proposal, consent.As(Role.Administrator))).Refusal);
        Assert.Empty((await consent.Send(new NewUses())).Value);
    }

    [Fact]
    public async Task The_state_of_consents_can_be_asked_for_any_past_instant()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        var before = consent.Clock.GetUtcNow().UtcDateTime;
        consent.Clock.Advance(TimeSpan.FromDays(1));
        await consent.GrantAsync(client, ConsentPurpose.Marketing);
        var given = consent.Clock.GetUtcNow().UtcDateTime;
        consent.Clock.Advance(TimeSpan.FromDays(1));
        await consent.Send(new WithdrawConsent(ConsentPurpose.Marketing, Confirm: true), client);

        Assert.Equal((ConsentState.NotGiven, 0), await StandingAsync(consent, client, before));
        Assert.Equal((ConsentState.NotGiven, 0), await StandingAsync(consent, client, given.AddTicks(-10)));
        Assert.Equal((ConsentState.Given, 1), await StandingAsync(consent, client, given));
        Assert.Equal((ConsentState.Withdrawn, 2), await StandingAsync(consent, client, null));
    }

    private static (string? Topic, ConsentEvent Event) Out(ConsentRecordView record) => (record.Topic, record.Event);

    private static async Task<(ConsentState, int)> StandingAsync(ConsentFixture consent, Caller client, DateTime? at)
    {
        var then = (await consent.Send(new ConsentsOfCaller(at), client)).Value;
        return (then.Standing.Single(s => s.Purpose is ConsentPurpose.Marketing).State, then.Records.Count);
    }

    private static Task<List<string>> ToldAsync(ConsentFixture consent, Guid id) => consent.Read<ConsentDbContext, List<string>>(db =>
        db.Outbox.Where(m => m.Body.Contains(id.ToString())).Select(m => m.Kind).ToListAsync());
}
