using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>Leaving is as easy as joining (R88), and what is told to outsiders leads to nobody.</summary>
public sealed class LeavingTests
{
    [Theory]
    [InlineData("CA")]
    [InlineData("HU")]
    [InlineData("O7")]
    [InlineData("AP")]
    public async Task Each_consent_is_given_and_taken_back_alone_with_what_stops_shown_first(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var client = await consent.ARegisteredClientAsync();
        var asked = await consent.QuestionsAsync();
        Assert.All((await consent.Send(new ConsentsOfCaller(), client)).Value.Standing, s => Assert.Equal(ConsentState.NotGiven, s.State));

        foreach (var purpose in asked)
        {
            await consent.GrantAsync(client, purpose);
        }

        foreach (var (index, purpose) in asked.Index())
        {
            var warned = (await consent.Send(new WithdrawConsent(purpose, Confirm: false), client)).Value;
            Assert.NotEmpty(warned.AffectedServices);
            Assert.True((await consent.Send(new WithdrawConsent(purpose, Confirm: true), client)).Value.Confirmed);
            Assert.Equal(
                asked.Select((p, i) => (p, i <= index ? ConsentState.Withdrawn : ConsentState.Given)),
                (await consent.Send(new ConsentsOfCaller(), client)).Value.Standing.Select(s => (s.Purpose, s.State)));
        }
    }

    [Theory, ClassData(typeof(Databases)), Clause("HU-45"), Clause("AP-124")]
    public async Task A_report_shows_no_count_below_the_smallest_and_no_id(string database)
    {
        foreach (var policy in new[] { "HU", "AP" })
        {
            await using var consent = await Policies.UnderAsync(policy, database);
            var people = new List<Caller>();
            for (var i = 0; i < 4; i++)
            {
                people.Add(await consent.ARegisteredClientAsync());
            }

            var recipient = policy == "HU" ? "CUSTOMER" : "PARTNER";
            var few = (await consent.Send(new AggregateReport(recipient), consent.As(Role.Marketing))).Value;
            Assert.Equal((null, true), CellOf(few, AggregateKind.Registrations));

            people.Add(await consent.ARegisteredClientAsync());
            foreach (var person in people)
            {
                await consent.Send(new OptOutOfUse("MARKETING"), person);
            }

            await consent.GrantAsync(people[0], ConsentPurpose.Marketing);
            var report = (await consent.Send(new AggregateReport(recipient), consent.As(Role.PrivacyOfficer))).Value;
            Assert.Equal((5, false), CellOf(report, AggregateKind.Registrations));
            Assert.Equal((null, true), CellOf(report, AggregateKind.Objections, "Marketing"));
            await consent.Send(new OptOutOfUse("MARKETING"), people[0]);
            report = (await consent.Send(new AggregateReport(), consent.As(Role.Administrator))).Value;
            Assert.Equal((5, false), CellOf(report, AggregateKind.Objections, "Marketing"));
            Assert.DoesNotContain(people, person => report.Cells.Any(c => c.Of.Contains(person.AccountId.ToString(), StringComparison.Ordinal)));
        }
    }

    [Theory, ClassData(typeof(Databases)), Clause("HU-44"), Clause("HU-45")]
    public async Task Advertisers_get_how_many_of_which_gender_and_nothing_else_and_the_share_is_in_the_ledger(string database)
    {
        await using var consent = await Policies.UnderAsync("HU", database);
        var before = await consent.ARegisteredClientAsync();
        var at = consent.Clock.GetUtcNow().UtcDateTime;
        await consent.Tell(new RegistrationsCounted(GenderGroup.Female, 17, at));
        await consent.Tell(new RegistrationsCounted(GenderGroup.Female, 18, at));
        await consent.Tell(new RegistrationsCounted(GenderGroup.Male, 12, at));
        await consent.Tell(new RegistrationsCounted(GenderGroup.Other, 1, at));
        Assert.Empty((await consent.Send(new Disclosures(null), before)).Value);

        var share = (await consent.Send(new ShareAggregateReport("ADVERTISER"), consent.As(Role.PrivacyOfficer))).Value;

        Assert.Equal(
            [(AggregateKind.Genders, "FEMALE", 18, false), (AggregateKind.Genders, "MALE", 12, false), (AggregateKind.Genders, "OTHER", (int?)null, true)],
            share.Report.Cells.Select(c => (c.Kind, c.Of, c.Count, c.Suppressed)));
        var line = Assert.Single((await consent.Send(new Disclosures(null), before)).Value);
        Assert.Equal(("AGGREGATE", "ADVERTISER", share.SharedAt), (line.Ground, line.Recipient, line.DisclosedAt));
        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty((await consent.Send(new Disclosures(null), await consent.ARegisteredClientAsync())).Value);
    }

    [Fact]
    public async Task A_share_goes_to_nobody_whom_the_profile_does_not_name_and_one_key_is_one_share()
    {
        await using var consent = await Policies.UnderAsync("HU");
        var (officer, client) = (consent.As(Role.PrivacyOfficer), await consent.ARegisteredClientAsync());

        Assert.IsType<FeatureDisabled>((await consent.Send(new ShareAggregateReport("PARTNER"), officer)).Refusal);
        Assert.Equal(
            (await consent.Send(new ShareAggregateReport("CUSTOMER"), officer, "once")).Value.ShareId, (await consent.Send(new ShareAggregateReport("CUSTOMER"), officer, "once")).Value.ShareId);

        Assert.Equal("CUSTOMER", Assert.Single((await consent.Send(new Disclosures(null), client)).Value).Recipient);
    }

    [Theory]
    [InlineData("CA", "ADVERTISER")]
    [InlineData("O7", "PARTNER")]
    [InlineData("HU", "PARTNER")]
    public async Task Nobody_outside_gets_a_report_whom_the_profile_does_not_name(string policy, string recipient)
    {
        await using var consent = await Policies.UnderAsync(policy);

        Assert.IsType<FeatureDisabled>((await consent.Send(new AggregateReport(recipient), consent.As(Role.Administrator))).Refusal);
    }

    [Fact, Clause("O7-0.3"), Clause("O7-9.4")]
    public async Task Who_has_a_policy_of_their_own_is_named_as_such_with_where_to_read_it()
    {
        await using var consent = await Policies.UnderAsync("O7");

        var processors = (await consent.Send(new Processors(null))).Value.ToDictionary(p => p.Name);

        Assert.Equal((OutsideRelation.Independent, "https://mixpanel.com/terms/"), (processors["Mixpanel"].Relation, processors["Mixpanel"].Terms));
        Assert.Equal((OutsideRelation.Processor, null), (processors["Hosting"].Relation, processors["Hosting"].Terms));
        await using var other = await Policies.UnderAsync("TH");
        Assert.Equal(OutsideRelation.Affiliate, (await other.Send(new Processors("AFFILIATE"))).Value.Single().Relation);
    }

    [Theory]
    [InlineData("HU")]
    [InlineData("AP")]
    [Clause("HU-2")]
    [Clause("AP-2")]
    public async Task A_document_says_what_it_covers_and_which_versions_are_accepted_with_it(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, null, [new("Everything", "Is other now.")]), consent.As(Role.PrivacyOfficer));
        var terms = await consent.DocumentAsync(DocumentKind.Terms);

        var together = Assert.Single((await consent.Send(new DocumentsAcceptedWith(DocumentKind.Terms))).Value);

        Assert.Equal((DocumentKind.Privacy, 2), (together.Kind, together.Number));
        Assert.Empty((await consent.Send(new DocumentsAcceptedWith(DocumentKind.Cookies))).Value);
        Assert.NotEmpty(terms.Scope);
        var covered = (await consent.Send(new PolicyDocument(DocumentKind.Privacy, 1))).Value.Sections[0].Text;
        Assert.All(terms.Scope, s => Assert.Contains(PublishedSettings.Words(s), covered, StringComparison.Ordinal));
    }

    private static (int? Count, bool Suppressed) CellOf(AggregateReportView report, AggregateKind kind, string? of = null)
    {
        var cell = report.Cells.Single(c => c.Kind == kind && (of is null || c.Of == of));
        return (cell.Count, cell.Suppressed);
    }
}
