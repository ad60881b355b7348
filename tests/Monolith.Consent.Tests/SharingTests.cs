using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class SharingTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    private DateOnly Today => DateOnly.FromDateTime(consent.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    [Clause("CA-3.12")]
    [Clause("CA-5.2")]
    public async Task The_register_begins_with_the_profile_s_processors_and_none_of_them_is_bound()
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        await fresh.StartAgainAsync();

        var all = (await fresh.Send(new Processors(null))).Value;

        Assert.Equal(["ANALYTICS", "HOSTING", "PAYMENT", "SCHEDULING", "SUMMARIES", "VIDEO"], all.Select(p => p.Kind));
        Assert.All(all, p => Assert.Equal(ProcessorBinding.NotBound, p.Binding));
        Assert.Equal(ProcessorBinding.NotBound, await fresh.BindingAsync(ProcessorKind.Video));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("CA-3.13")]
    [Clause("CA-3.14")]
    [Clause("CA-3.18")]
    [Clause("CA-5.7")]
    public async Task A_processor_is_bound_from_its_agreement_until_its_assessment_expires(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var day = DateOnly.FromDateTime(fresh.Clock.GetUtcNow().UtcDateTime);

        Assert.Equal(ProcessorBinding.NotBound, await Bind(null, day.AddDays(30)));
        Assert.Equal(ProcessorBinding.NotBound, await Bind(day, null));
        Assert.Equal(ProcessorBinding.NotBound, await Bind(day.AddDays(1), day.AddDays(30)));
        Assert.Equal(ProcessorBinding.NotBound, await Bind(day, day.AddDays(-1)));
        Assert.Equal(ProcessorBinding.Bound, await Bind(day, day));
        fresh.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(ProcessorBinding.NotBound, await fresh.BindingAsync(ProcessorKind.Payment));
        Assert.Single((await fresh.Send(new Processors("PAYMENT"))).Value);

        async Task<ProcessorBinding> Bind(DateOnly? agreementOn, DateOnly? assessedUntilOn)
        {
            var answer = await fresh.Send(
                new RegisterProcessor("Payment", "PAYMENT", agreementOn, "A-1", assessedUntilOn, ["PAYMENT"], null, "IN"), fresh.As(Role.Administrator));
            Assert.Equal(answer.Value.Binding, await fresh.BindingAsync(ProcessorKind.Payment));
            return answer.Value.Binding;
        }
    }

    [Fact]
    public async Task A_processor_gets_no_purpose_outside_the_register_and_no_field_its_kind_does_not_need()
    {
        var good = new RegisterProcessor("Pay Ltd", "PAYMENT", Today, "A-2", Today, ["PAYMENT"], ["amount"], "IN");
        var admin = consent.As(Role.PrivacyOfficer);

        Assert.IsType<NoLegalBasis>((await consent.Send(good with { Purposes = ["HOROSCOPES"] }, admin)).Refusal);
        Assert.IsType<NoLegalBasis>((await consent.Send(good with { Purposes = [] }, admin)).Refusal);
        Assert.Equal("MINIMUM_DATA_EXCEEDED", Assert.IsType<MinimumDataExceeded>((await consent.Send(good with { Fields = ["noteText"] }, admin)).Refusal).Code);
        Assert.IsType<FieldRequired>((await consent.Send(good with { Kind = "PALMISTRY" }, admin)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(good with { Name = " " }, admin)).Refusal);
        Assert.True((await consent.Send(good, admin)).Succeeded);
        await Assert.ThrowsAsync<RejectedException>(() => consent.Send(good, consent.As(Role.Therapist)));
    }

    [Fact]
    [Clause("CA-4.1")]
    public async Task Nothing_is_sold()
    {
        var wish = Disclose("LEGAL_PROCESS") with { Reference = "Order 7" };

        Assert.IsType<SaleForbidden>((await consent.Send(wish with { Ground = "SALE" }, consent.As(Role.Administrator))).Refusal);
        Assert.IsType<SaleForbidden>((await consent.Send(wish with { ForConsideration = true }, consent.As(Role.Administrator))).Refusal);
    }

    [Theory]
    [InlineData("CURIOSITY")]
    [InlineData("LEGAL_PROCESS")]
    [InlineData("BUSINESS_TRANSFER")]
    [Clause("CA-4.4")]
    [Clause("CA-4.6")]
    public async Task A_disclosure_without_a_complete_ground_is_refused(string ground) =>
        Assert.IsType<DisclosureGroundRequired>((await consent.Send(Disclose(ground), consent.As(Role.PrivacyOfficer))).Refusal);

    [Fact]
    [Clause("CA-4.4")]
    [Clause("CA-4.5")]
    public async Task A_disclosure_on_a_ground_stands_in_the_ledger_for_the_person_and_for_those_who_answer_for_it()
    {
        var client = await consent.ARegisteredClientAsync();
        var officer = consent.As(Role.PrivacyOfficer);
        Assert.IsType<ReasonRequired>((await consent.Send(Disclose("PROTECTION", client.AccountId), officer)).Refusal);
        await consent.Send(Disclose("LEGAL_PROCESS", client.AccountId) with { Reference = "Order 7" }, officer);
        await consent.Send(Disclose("PROTECTION", client.AccountId) with { Reason = "A threat." }, officer);

        var own = (await consent.Send(new Disclosures(null), client)).Value;

        Assert.Equal([("PROTECTION", "A threat."), ("LEGAL_PROCESS", null)], own.Select(d => (d.Ground, d.Reason)));
        Assert.Equal("Order 7", own[1].Reference);
        Assert.Equal(own, (await consent.Send(new Disclosures(client.AccountId), officer)).Value);
        Assert.IsType<NeedToKnow>((await consent.Send(new Disclosures(client.AccountId), consent.As(Role.Client))).Refusal);
        Assert.IsType<NeedToKnow>((await consent.Send(new Disclosures(client.AccountId), consent.As(Role.Therapist))).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => consent.Send(Disclose("PROTECTION"), consent.As(Role.Client)));
    }

    [Fact]
    [Clause("CA-4.7")]
    public async Task What_was_approved_for_one_recipient_goes_to_that_one_and_once()
    {
        var client = await consent.ARegisteredClientAsync();
        var officer = consent.As(Role.PrivacyOfficer);
        var wish = Disclose("EXPLICIT_CONSENT", client.AccountId) with { Recipient = "Dr Rao" };
        Assert.IsType<ConsentRequired>((await consent.Send(wish, officer)).Refusal);

        await consent.Send(new ApproveDisclosure("Dr Rao", "A summary"), client);

        Assert.IsType<ConsentRequired>((await consent.Send(wish with { Recipient = "Dr Sen" }, officer)).Refusal);
        Assert.True((await consent.Send(wish, officer)).Succeeded);
        Assert.IsType<ConsentRequired>((await consent.Send(wish, officer)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(new ApproveDisclosure(" ", "A summary"), client)).Refusal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task One_approval_is_used_up_once_by_two_at_once(string database)
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var client = await fresh.ARegisteredClientAsync();
        await fresh.Send(new ApproveDisclosure("Dr Rao", "A summary"), client);
        var wish = Disclose("EXPLICIT_CONSENT", client.AccountId) with { Recipient = "Dr Rao" };

        var both = await Task.WhenAll(fresh.Send(wish, fresh.As(Role.PrivacyOfficer)), fresh.Send(wish, fresh.As(Role.PrivacyOfficer)));

        Assert.Single(both, answer => answer.Succeeded);
        Assert.Single((await fresh.Send(new Disclosures(null), client)).Value);
    }

    [Fact]
    [Clause("CA-3.19")]
    [Clause("CA-4.3")]
    [Clause("CA-4.8")]
    [Clause("CA-9.3")]
    public async Task A_share_with_a_processor_needs_its_binding_its_purpose_and_for_abroad_the_person_s_consent()
    {
        var client = await consent.ARegisteredClientAsync();
        var officer = consent.As(Role.PrivacyOfficer);
        var terms = new RegisterProcessor("Abroad Inc", "PAYMENT", Today, "A-9", null, ["PAYMENT"], null, "US");
        var processor = (await consent.Send(terms, officer)).Value;
        var wish = Disclose("PROCESSOR", client.AccountId) with { ProcessorId = processor.Id, Purpose = "PAYMENT" };
        Assert.IsType<ProcessorNotBound>((await consent.Send(wish, officer)).Refusal);

        await consent.Send(terms with { AssessedUntilOn = Today }, officer);
        Assert.IsType<ProcessorNotFound>((await consent.Send(wish with { ProcessorId = Guid.CreateVersion7() }, officer)).Refusal);
        Assert.IsType<PurposeNotAgreed>((await consent.Send(wish with { Purpose = "IMPROVEMENT" }, officer)).Refusal);
        Assert.IsType<TransferConsentRequired>((await consent.Send(wish, officer)).Refusal);

        await consent.GrantAsync(client, ConsentPurpose.TransferAbroad);
        Assert.True((await consent.Send(wish, officer)).Succeeded);
    }

    [Fact]
    [Clause("CA-9.3")]
    public async Task A_call_goes_to_a_processor_whose_agreement_lists_all_it_is_given_and_abroad_only_with_the_person_s_consent()
    {
        await using var fresh = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        const SharedFields refund = SharedFields.OrderId | SharedFields.Amount | SharedFields.Currency;
        var client = await fresh.ARegisteredClientAsync();
        await fresh.AProcessorAsync("PAYMENT", "PAYMENT", "US", fields: ["orderId", "amount", "currency"]);
        Assert.Equal(ProcessorBinding.AbroadWithoutConsent, await fresh.BindingAsync(ProcessorKind.Payment, refund, client.AccountId));
        await fresh.GrantAsync(client, ConsentPurpose.TransferAbroad);

        Assert.Equal(ProcessorBinding.Bound, await fresh.BindingAsync(ProcessorKind.Payment, refund, client.AccountId));
        Assert.Equal(ProcessorBinding.NotBound, await fresh.BindingAsync(ProcessorKind.Payment, refund | SharedFields.Token, client.AccountId));
        await fresh.AProcessorAsync("PAYMENT", "PAYMENT", "IN");
        Assert.Equal(ProcessorBinding.Bound, await fresh.BindingAsync(ProcessorKind.Payment, refund | SharedFields.Token, client.AccountId));
    }

    private RecordDisclosure Disclose(string ground, Guid? accountId = null) =>
        new(accountId ?? Guid.CreateVersion7(), ground, "The court", "Dates of sessions", null, null, null, null);
}
