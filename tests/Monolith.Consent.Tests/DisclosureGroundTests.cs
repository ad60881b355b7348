using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>What leaves HelpU.</summary>
public sealed class GroundsOfHelpUTests(ApprovalFixture consent) : IClassFixture<ApprovalFixture>
{
    [Theory]
    [InlineData("ADMINISTRATIVE_REQUEST")]
    [InlineData("LEGAL")]
    [Clause("HU-37")]
    public async Task A_request_of_an_authority_is_obeyed_with_its_reference_and_stands_in_the_ledger(string ground)
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish(ground, client.AccountId) with { Recipient = "Tax office", RecipientAddress = "1 Main Street" };

        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);
        Assert.True((await consent.DiscloseAsync(wish with { Reference = "AR-9" })).Succeeded);

        var line = Assert.Single(await consent.OwnLinesAsync(client));
        Assert.Equal((ground, "Tax office", "1 Main Street", "AR-9", $"disclosure.grounds.{ground} (C-34)"), (line.Ground, line.Recipient, line.RecipientAddress, line.Reference, line.Rule));
    }

    [Fact]
    [Clause("HU-37")]
    public async Task A_claim_is_asserted_with_the_matter_it_is_about()
    {
        var client = await consent.ARegisteredClientAsync();

        Assert.IsType<ReasonRequired>((await consent.DiscloseAsync(Disclosing.Wish("CLAIMS", client.AccountId))).Refusal);
        Assert.True((await consent.DiscloseAsync(Disclosing.Wish("CLAIMS", client.AccountId) with { Reason = "Unpaid invoice." })).Succeeded);
    }

    [Fact]
    public async Task Where_no_ground_asks_for_an_approval_or_a_subpoena_neither_is_taken()
    {
        var client = await consent.ARegisteredClientAsync();

        Assert.IsType<FeatureDisabled>((await consent.Send(new ApproveDisclosure("Dr Rao", "A report"), client)).Refusal);
        Assert.IsType<FeatureDisabled>((await consent.Send(new RecordSubpoena(client.AccountId, "C", "R", "S"), consent.As(Role.Administrator))).Refusal);
    }
}

/// <summary>What leaves O7 Therapy.</summary>
public sealed class GroundsOfO7Tests(NoticeFirstFixture consent) : IClassFixture<NoticeFirstFixture>
{
    [Theory]
    [InlineData("SALE")]
    [InlineData("TRADE")]
    [Clause("O7-6.1")]
    public async Task Nothing_is_sold_or_traded(string ground) =>
        Assert.IsType<SaleForbidden>((await consent.DiscloseAsync(Disclosing.Wish(ground, Guid.CreateVersion7()) with { Reason = "A good price." })).Refusal);

    [Theory]
    [InlineData("LEGAL_OBLIGATION")]
    [InlineData("COMPANY_RIGHTS")]
    [InlineData("WRONGDOING")]
    [InlineData("LIABILITY")]
    [Clause("O7-6.7")]
    [Clause("O7-6.8")]
    [Clause("O7-6.9")]
    [Clause("O7-6.11")]
    public async Task A_disclosure_in_good_faith_says_why_it_is_one(string ground)
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish(ground, client.AccountId);

        Assert.Equal("REASON_REQUIRED", Assert.IsType<ReasonRequired>((await consent.DiscloseAsync(wish)).Refusal).Code);
        Assert.True((await consent.DiscloseAsync(wish with { Reason = "We believe so because of the letter of the third." })).Succeeded);

        var line = Assert.Single(await consent.OwnLinesAsync(client));
        Assert.Equal((ground, "Dr Rao", "Dates of sessions", "We believe so because of the letter of the third."), (line.Ground, line.Recipient, line.Scope, line.Reason));
    }

    [Fact]
    [Clause("O7-6.6")]
    public async Task An_authority_s_request_has_a_reference()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PUBLIC_AUTHORITY", client.AccountId) with { Recipient = "The agency" };

        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);
        Assert.Equal(("The agency", "PA-4"), (await consent.DiscloseAsync(wish with { Reference = "PA-4" })).Value is var line ? (line.Recipient, line.Reference) : default);
    }

    [Fact]
    [Clause("O7-6.10")]
    public async Task Safety_rests_on_a_concern_that_a_therapist_raised()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("SAFETY", client.AccountId) with { Reason = "Danger." };
        Assert.IsType<DisclosureGroundRequired>((await consent.DiscloseAsync(wish)).Refusal);

        var concern = await consent.AConcernAsync(client.AccountId);

        Assert.Equal(concern, (await consent.DiscloseAsync(wish with { LinkId = concern })).Value.LinkId);
    }

    [Fact]
    [Clause("O7-4.16")]
    public async Task An_affiliate_receives_nothing_before_it_is_bound()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("AFFILIATE", client.AccountId);
        var (unbound, bound) = (await consent.AProcessorAsync("AFFILIATE", "CONTACT", isBound: false), await consent.AProcessorAsync("AFFILIATE", "CONTACT"));

        Assert.IsType<ProcessorNotBound>((await consent.DiscloseAsync(wish.To(unbound, "CONTACT"))).Refusal);
        Assert.IsType<ProcessorNotFound>((await consent.DiscloseAsync((wish with { Ground = "PROCESSOR" }).To(bound, "CONTACT"))).Refusal);
        Assert.True((await consent.DiscloseAsync(wish.To(bound, "CONTACT"))).Succeeded);
    }

    [Fact]
    [Clause("O7-4.17")]
    public async Task A_partner_receives_what_the_person_agreed_to_and_nothing_else()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PARTNER", client.AccountId) with { Recipient = "Yoga Ltd", Reason = "Offers." };
        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(wish)).Refusal);

        await consent.Send(new ApproveDisclosure("Yoga Ltd", "Address", "PARTNER"), client);

        Assert.IsType<ConsentRequired>((await consent.DiscloseAsync(wish with { Recipient = "Tea Ltd" })).Refusal);
        Assert.True((await consent.DiscloseAsync(wish)).Succeeded);
    }

    [Fact]
    [Clause("O7-6.3")]
    [Clause("O7-9.1")]
    public async Task Whoever_helps_to_run_the_service_is_bound_first_and_keeps_to_the_task()
    {
        var client = await consent.ARegisteredClientAsync();
        var wish = Disclosing.Wish("PROCESSOR", client.AccountId);
        var (unbound, bound) = (await consent.AProcessorAsync("MESSAGING", "CONTACT", isBound: false), await consent.AProcessorAsync("MESSAGING", "CONTACT"));

        Assert.IsType<ProcessorNotBound>((await consent.DiscloseAsync(wish.To(unbound, "CONTACT"))).Refusal);
        Assert.IsType<PurposeNotAgreed>((await consent.DiscloseAsync(wish.To(bound, "IMPROVEMENT"))).Refusal);
        Assert.True((await consent.DiscloseAsync(wish.To(bound, "CONTACT"))).Succeeded);

        Assert.Equal(("PROCESSOR", "CONTACT", "A-17"), Assert.Single(await consent.OwnLinesAsync(client)) is var line ? (line.Ground, line.Purpose, line.Reference) : default);
    }
}
