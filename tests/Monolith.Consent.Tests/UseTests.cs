using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class UseTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-11")]
    public async Task An_interest_that_was_not_weighed_opens_nothing_and_the_latest_weighing_counts(string database)
    {
        await using var consent = await Policies.UnderAsync("AP", database);
        var (client, officer) = (await consent.ARegisteredClientAsync(), consent.As(Role.PrivacyOfficer));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, "QUALITY"));

        var test = new RecordBalancingTest("QUALITY", "OPERATION", "Complaints alone come too late.", "Only ratings are read.", Passed: true);
        Assert.True((await consent.Send(test, officer)).Succeeded);
        Assert.Null(await consent.WhyNotAsync(client, "QUALITY"));
        Assert.Equal("OPERATION", (await consent.Send(new Purposes())).Value.Single(p => p.Key == "QUALITY").BalancingTest?.Interest);

        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        await consent.Send(test with { Passed = false }, officer);
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, "QUALITY"));
    }

    [Fact, Clause("AP-8")]
    public async Task An_interest_outside_the_closed_list_is_no_basis_and_neither_is_one_for_a_purpose_that_rests_on_something_else()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var officer = consent.As(Role.PrivacyOfficer);
        var test = new RecordBalancingTest("QUALITY", "CURIOSITY", "It is interesting.", "Nobody minds.", Passed: true);

        Assert.IsType<NoLegalBasis>((await consent.Send(test, officer)).Refusal);
        Assert.IsType<NoLegalBasis>((await consent.Send(test with { Interest = "OPERATION", Purpose = "ACCOUNT" }, officer)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(test with { Interest = "OPERATION", Balance = " " }, officer)).Refusal);
        Assert.All((await consent.Send(new Purposes())).Value, p => Assert.Null(p.BalancingTest));
    }

    [Fact, Clause("AP-9"), Clause("AP-13"), Clause("AP-15")]
    public async Task A_purpose_that_rests_on_consent_opens_with_it_and_closes_with_its_end()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        Assert.Equal("CONSENT_REQUIRED", await consent.WhyNotAsync(client, "PERSONALISATION"));

        await consent.GrantAsync(client, ConsentPurpose.Personalisation);
        Assert.Null(await consent.WhyNotAsync(client, "PERSONALISATION"));

        await consent.Send(new WithdrawConsent(ConsentPurpose.Personalisation, Confirm: true), client);
        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("CONSENT_WITHDRAWN", await consent.WhyNotAsync(client, "PERSONALISATION"));
    }

    [Fact, Clause("AP-105")]
    public async Task What_was_collected_for_one_purpose_is_not_used_for_another()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.SensitiveData);

        Assert.Null(await consent.WhyNotAsync(client, "INTAKE", InformationClass.Health));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, "PAYMENT", InformationClass.Health));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, "TARGETED_ADS", InformationClass.Health));
    }

    [Fact, Clause("AP-6"), Clause("AP-7"), Clause("AP-10"), Clause("AP-46"), Clause("AP-122")]
    public async Task Each_purpose_has_one_basis_for_each_class_of_data_and_it_decides()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        var pairs = (await consent.Send(new Purposes())).Value.SelectMany(p => p.Categories, (p, c) => (p.Key, c.Category, c.Basis)).ToList();
        Assert.Equal(pairs.Count, pairs.DistinctBy(p => (p.Key, p.Category)).Count());

        foreach (var (key, category, basis) in pairs)
        {
            var code = await consent.WhyNotAsync(client, key, category);
            Assert.Equal((key, category, Closed(basis)), (key, category, code));
        }

        Assert.Contains(("SERVICE_DELIVERY", InformationClass.Personal, LegalBasis.Contract), pairs);
        Assert.Contains(("SERVICE_DELIVERY", InformationClass.Health, LegalBasis.Consent), pairs);
        Assert.Contains(("LAW_ENFORCEMENT", InformationClass.Health, LegalBasis.LegalObligation), pairs);
        Assert.Contains(("SUPPORT", InformationClass.Personal, LegalBasis.Contract), pairs);
        Assert.Contains(("PERSONALISATION", InformationClass.Personal, LegalBasis.Consent), pairs);
        Assert.Contains(("BUSINESS_DEVELOPMENT", InformationClass.Personal, LegalBasis.LegitimateInterest), pairs);

        static string? Closed(LegalBasis basis) => basis switch
        {
            LegalBasis.Consent => "CONSENT_REQUIRED",
            LegalBasis.LegitimateInterest => "NO_LEGAL_BASIS",
            _ => null,
        };
    }

    [Theory]
    [InlineData("TH")]
    [InlineData("AP")]
    [Clause("TH-19")]
    public async Task The_service_is_what_people_come_for_and_a_use_that_is_not_listed_has_no_basis(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var client = await consent.ARegisteredClientAsync();

        Assert.Equal("SERVICE_DELIVERY", Assert.Single((await consent.Send(new Purposes())).Value, p => p.Primary).Key);
        Assert.Null(await consent.WhyNotAsync(client, "SERVICE_DELIVERY", InformationClass.Personal));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, "HOROSCOPES"));
    }

    [Theory]
    [InlineData("TH", "RESEARCH")]
    [InlineData("TH", "ANONYMOUS_REPORTING")]
    [InlineData("HU", "RESEARCH")]
    [InlineData("HU", "CUSTOMER_ANALYSIS")]
    [Clause("TH-22")]
    [Clause("HU-40")]
    public async Task Research_and_reports_have_no_basis_for_data_that_leads_to_a_person(string policy, string purpose)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var client = await consent.ARegisteredClientAsync();

        Assert.Null(await consent.WhyNotAsync(client, purpose));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, purpose, InformationClass.Personal));
    }

    [Fact, Clause("TH-23")]
    public async Task Improving_the_service_may_use_facts_of_people_and_is_named_in_the_policy()
    {
        await using var consent = await Policies.UnderAsync("TH");

        Assert.Null(await consent.WhyNotAsync(await consent.ARegisteredClientAsync(), "SERVICE_IMPROVEMENT", InformationClass.Personal));
        Assert.Contains("service improvement", (await consent.DocumentAsync(DocumentKind.Privacy)).RenderedText, StringComparison.Ordinal);
    }
}
