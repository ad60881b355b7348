using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>What leaves AloPal.</summary>
public sealed class GroundsOfAloPalTests(AcceptedTransferFixture consent) : IClassFixture<AcceptedTransferFixture>
{
    [Theory]
    [InlineData("SALE")]
    [InlineData("RENT")]
    [InlineData("EXCHANGE")]
    [Clause("AP-88")]
    [Clause("AP-134")]
    public async Task Nothing_is_sold_rented_or_exchanged(string ground) =>
        Assert.IsType<SaleForbidden>((await consent.DiscloseAsync(Disclosing.Wish(ground, Guid.CreateVersion7()) with { Reason = "A good price." })).Refusal);

    [Fact]
    [Clause("AP-44")]
    public async Task What_the_policy_does_not_list_is_no_ground() =>
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(Disclosing.Wish("CURIOSITY", Guid.CreateVersion7()) with { Reason = "Why not." })).Refusal);

    [Theory]
    [InlineData("POLICY_BREACH")]
    [InlineData("PROTECTION")]
    [InlineData("HEALTH_SAFETY_LAW")]
    [InlineData("SAFETY")]
    [InlineData("ILLEGAL_ACTIVITY")]
    [Clause("AP-107")]
    [Clause("AP-121")]
    [Clause("AP-150")]
    public async Task A_breach_a_statute_and_a_danger_are_named(string ground)
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish(ground, client.AccountId);

        Assert.IsType<ReasonRequired>((await consent.DiscloseAsync(wish)).Refusal);
        Assert.True((await consent.DiscloseAsync(wish with { Reason = "Section 12." })).Succeeded);

        Assert.Equal((ground, "Section 12.", "Dr Rao"), Assert.Single(await consent.OwnLinesAsync(client)) is var line ? (line.Ground, line.Reason, line.Recipient) : default);
    }

    [Fact]
    [Clause("AP-120")]
    [Clause("AP-150")]
    public async Task Legal_process_has_a_reference_and_a_reason()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("LEGAL_PROCESS", client.AccountId);

        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish with { Reason = "A subpoena." })).Refusal);
        Assert.IsType<ReasonRequired>((await consent.DiscloseAsync(wish with { Reference = "LP-1" })).Refusal);
        Assert.True((await consent.DiscloseAsync(wish with { Reference = "LP-1", Reason = "A subpoena." })).Succeeded);
    }

    [Fact]
    [Clause("AP-149")]
    public async Task An_official_body_is_named_with_its_request()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("LAW_ENFORCEMENT", client.AccountId) with { Recipient = "Police" };

        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);
        Assert.Equal(("Police", "LE-2"), (await consent.DiscloseAsync(wish with { Reference = "LE-2" })).Value is var line ? (line.Recipient, line.Reference) : default);
    }

    [Fact]
    [Clause("AP-59")]
    public async Task A_physical_threat_rests_on_a_concern()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PHYSICAL_THREAT", client.AccountId);
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);

        var concern = await consent.AConcernAsync(client.AccountId);

        Assert.Equal(concern, (await consent.DiscloseAsync(wish with { LinkId = concern })).Value.LinkId);
    }

    [Fact]
    [Clause("AP-56")]
    [Clause("AP-87")]
    public async Task Marketing_of_partners_needs_a_consent_that_was_given_and_never_one_that_is_implied()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PARTNER_MARKETING", client.AccountId) with { Recipient = "Content Ltd", Reason = "Consent is implied by the visit." };
        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(wish)).Refusal);

        await consent.Send(new ApproveDisclosure("Content Ltd", "Address", "PARTNER_MARKETING"), client);

        Assert.True((await consent.DiscloseAsync(wish)).Succeeded);
    }

    [Fact]
    [Clause("AP-109")]
    public async Task What_goes_at_the_person_s_direction_goes_where_they_said()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("CONSENT_OR_DIRECTION", client.AccountId);
        await consent.Send(new ApproveDisclosure("Dr Rao", "Everything"), client);

        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(wish with { Recipient = "Dr Sen" })).Refusal);
        Assert.True((await consent.DiscloseAsync(wish)).Succeeded);
    }

    [Fact]
    [Clause("AP-136")]
    [Clause("AP-145")]
    [Clause("AP-144")]
    public async Task A_provider_is_bound_keeps_to_its_purpose_and_gets_the_minimum()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PROCESSOR", client.AccountId) with { Fields = ["amount"] };
        await consent.Send(new AssessRegion("US", "S-1", consent.Today().AddDays(1)), consent.As(Role.PrivacyOfficer));
        var (unbound, bound) = (await consent.AProcessorAsync("BILLING", "PAYMENT", "US", isBound: false), await consent.AProcessorAsync("BILLING", "PAYMENT", "US"));

        Assert.IsType<ProcessorNotBound>((await consent.DiscloseAsync(wish.To(unbound, "PAYMENT"))).Refusal);
        Assert.IsType<PurposeNotAgreed>((await consent.DiscloseAsync(wish.To(bound, "MARKETING"))).Refusal);
        Assert.IsType<MinimumDataExceeded>((await consent.DiscloseAsync((wish with { Fields = ["amount", "gender"] }).To(bound, "PAYMENT"))).Refusal);
        Assert.True((await consent.DiscloseAsync(wish.To(bound, "PAYMENT"))).Succeeded);
    }

    [Theory]
    [InlineData("HOSTING")]
    [InlineData("STORAGE")]
    [InlineData("DATABASE")]
    [InlineData("PRINTING")]
    [InlineData("SHREDDING")]
    [InlineData("SCANNING")]
    [InlineData("CUSTOMER_SERVICE")]
    [InlineData("MAINTENANCE")]
    [InlineData("MONITORING")]
    [InlineData("MAIL")]
    [InlineData("BILLING")]
    [InlineData("ANALYTICS")]
    [InlineData("AUDIT")]
    [InlineData("LEGAL")]
    [InlineData("OPERATIONS")]
    [Clause("AP-135")]
    [Clause("AP-143")]
    public async Task Each_kind_of_provider_in_use_stands_in_the_register_and_can_be_bound(string kind)
    {
        var seeded = Assert.Single((await consent.Send(new Processors(kind))).Value, p => !p.Name.StartsWith("The ", StringComparison.Ordinal));
        var bound = await consent.Send(
            new RegisterProcessor(seeded.Name, kind, consent.Today(), "A-2", consent.Today(), seeded.Purposes, null, "US"), consent.As(Role.Administrator));

        Assert.Equal(Contracts.ProcessorBinding.NotBound, seeded.Binding);
        Assert.Equal((seeded.Id, Contracts.ProcessorBinding.Bound), (bound.Value.Id, bound.Value.Binding));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("AP-137")]
    [Clause("AP-147")]
    [Clause("AP-148")]
    public async Task Data_crosses_a_border_into_an_assessed_region_for_those_who_accepted_and_is_in_their_transfers(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<AcceptedTransferFixture>(database);
        var client = await fresh.ARegisteredClientAsync();
        var (abroad, unknown) = (await fresh.AProcessorAsync("DATABASE", "OPERATE_SITE", "CA"), await fresh.AProcessorAsync("DATABASE", "OPERATE_SITE"));
        var wish = Disclosing.Wish("PROCESSOR", client.AccountId);
        Assert.Equal("REGION_NOT_ALLOWED", Assert.IsType<RegionNotAllowed>((await fresh.DiscloseAsync(wish.To(abroad, "OPERATE_SITE"))).Refusal).Code);
        Assert.IsType<RegionNotAllowed>((await fresh.DiscloseAsync(wish.To(unknown, "OPERATE_SITE"))).Refusal);

        await fresh.Send(new AssessRegion("CA", "S-9", fresh.Today().AddDays(1)), fresh.As(Role.PrivacyOfficer));

        Assert.IsType<TransferConsentRequired>((await fresh.DiscloseAsync((wish with { AccountId = Guid.CreateVersion7() }).To(abroad, "OPERATE_SITE"))).Refusal);
        Assert.True((await fresh.DiscloseAsync(wish.To(abroad, "OPERATE_SITE"))).Succeeded);
        var transfer = Assert.Single((await fresh.Send(new Transfers(null), client)).Value);
        Assert.Equal(("CA", "Dr Rao", "OPERATE_SITE"), (transfer.Country, transfer.Recipient, transfer.Purpose));
        Assert.IsType<NeedToKnow>((await fresh.Send(new Transfers(client.AccountId), fresh.As(Role.Client))).Refusal);
        fresh.Clock.Advance(TimeSpan.FromDays(3));
        Assert.IsType<RegionNotAllowed>((await fresh.DiscloseAsync(wish.To(abroad, "OPERATE_SITE"))).Refusal);
        Assert.IsType<FieldRequired>((await fresh.Send(new AssessRegion("Canada", "S-9", fresh.Today()), fresh.As(Role.PrivacyOfficer))).Refusal);
        Assert.Equal(["CA"], (await fresh.Send(new RegionSafeguards())).Value.Select(r => r.Region));
    }
}
