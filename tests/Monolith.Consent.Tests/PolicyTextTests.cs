using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Profile;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>What the published documents of the five policies say, made from their settings.</summary>
public sealed class PolicyTextTests
{
    [Theory]
    [InlineData("TH")]
    [InlineData("HU")]
    [InlineData("O7")]
    [InlineData("AP")]
    [Clause("TH-2")]
    [Clause("HU-3")]
    [Clause("O7-0.1")]
    [Clause("AP-1")]
    public async Task A_visitor_reads_what_is_collected_used_disclosed_kept_and_protected_and_which_choices_there_are(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var document = await consent.DocumentAsync(DocumentKind.Privacy);
        string TextOf(string title) => document.Sections.Single(s => s.Title == title).Text;

        Assert.Contains("At registration: ", TextOf("What we collect"), StringComparison.Ordinal);
        foreach (var purpose in (await consent.Send(new Purposes())).Value)
        {
            Assert.Contains(PublishedSettings.Words(purpose.Key), TextOf("What we use it for"), StringComparison.Ordinal);
        }

        Assert.Contains("is not sold", TextOf("Who else receives it"), StringComparison.Ordinal);
        Assert.Contains("encrypted", TextOf("How it is protected"), StringComparison.Ordinal);
        Assert.Contains("You may ask for: ", TextOf("Your rights"), StringComparison.Ordinal);
        Assert.Contains("taken back as easily as it was given", TextOf("Your rights"), StringComparison.Ordinal);
        Assert.NotEmpty(TextOf("How long we keep it"));
    }

    [Theory]
    [InlineData("AP")]
    [InlineData("O7")]
    [Clause("AP-60")]
    [Clause("AP-93")]
    public async Task The_policy_promises_no_absolute_safety_and_says_what_is_done_for_it(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var text = (await consent.DocumentAsync(DocumentKind.Privacy)).Sections.Single(s => s.Title == "How it is protected").Text;

        Assert.Contains("entirely secure; we cannot give an absolute guarantee", text, StringComparison.Ordinal);
        Assert.Contains("stored encrypted", text, StringComparison.Ordinal);
    }

    [Fact, Clause("O7-0.2")]
    public async Task The_policy_names_where_to_see_and_correct_one_s_data_and_how_to_write()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var text = (await consent.DocumentAsync(DocumentKind.Privacy)).RenderedText;

        Assert.Contains("see and correct on your settings page", text, StringComparison.Ordinal);
        Assert.Contains("contact form", text, StringComparison.Ordinal);
    }

    [Fact, Clause("O7-1.16"), Clause("O7-1.17"), Clause("O7-1.23")]
    public async Task The_policy_says_how_long_cookies_last_and_how_to_be_rid_of_them()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var text = (await consent.DocumentAsync(DocumentKind.Privacy)).Sections[9].Text;

        Assert.Contains("necessary (kept beyond the visit", text, StringComparison.Ordinal);
        Assert.Contains("delete those it has", text, StringComparison.Ordinal);
        Assert.Contains("internetcookies.org", text, StringComparison.Ordinal);
        await using var other = await Policies.UnderAsync("CA");
        Assert.Contains("until the browser closes", (await other.DocumentAsync(DocumentKind.Privacy)).Sections[9].Text, StringComparison.Ordinal);
    }

    [Fact, Clause("AP-31")]
    public async Task Cookies_have_a_policy_of_their_own_where_the_service_publishes_one()
    {
        await using var consent = await Policies.UnderAsync("AP");

        Assert.Contains("error management", (await consent.DocumentAsync(DocumentKind.Cookies)).RenderedText, StringComparison.Ordinal);
        await using var other = await Policies.UnderAsync("O7");
        Assert.IsType<PolicyVersionNotFound>((await other.Send(new PolicyDocument(DocumentKind.Cookies, null))).Refusal);
    }

    [Theory]
    [InlineData("O7")]
    [InlineData("AP")]
    [Clause("O7-3.6")]
    [Clause("O7-5.1")]
    public async Task No_class_of_data_is_kept_without_end_or_without_a_reason(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        var schedule = (await consent.Send(new RetentionSchedule())).Value;

        Assert.True(schedule.Count >= 6);
        Assert.All(schedule, line => Assert.StartsWith("P", line.Period, StringComparison.Ordinal));
        Assert.All(schedule, line => Assert.True(line.Basis.StartsWith("needed", StringComparison.Ordinal) || line.Basis.StartsWith("required", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(ChangeSeverity.Editorial)]
    [InlineData(ChangeSeverity.Significant)]
    [Clause("O7-2.1")]
    [Clause("O7-2.2")]
    public async Task Every_change_is_told_on_the_main_page_and_an_editorial_one_is_in_force_at_once(object severity)
    {
        await using var consent = await Policies.UnderAsync("O7");
        var wanted = new PublishPolicyVersion(DocumentKind.Privacy, (ChangeSeverity)severity, [new("Everything", "Is said in other words.")]);

        var version = (await consent.Send(wanted, consent.As(Role.PrivacyOfficer))).Value;

        Assert.Equal(version.Id, Assert.Single((await consent.Send(new Notices("MAIN_PAGE"))).Value).VersionId);
        var expected = version.PublishedAt + (version.Severity is ChangeSeverity.Editorial ? TimeSpan.Zero : TimeSpan.FromDays(7));
        Assert.Equal((ChangeSeverity)severity, version.Severity);
        Assert.Equal(expected, version.EffectiveAt);
    }

    [Fact, Clause("AP-3"), Clause("AP-4")]
    public async Task Both_documents_are_accepted_together_and_who_declines_a_version_of_one_is_not_served()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = consent.As(Role.Client);
        var write = ConsentFixture.ServiceWrite(client.AccountId);
        var versions = await consent.ToAcceptAsync();
        Assert.Equal([DocumentKind.Privacy, DocumentKind.Terms], versions.Select(v => v.Kind).Order());
        foreach (var version in versions)
        {
            Assert.IsType<PolicyAcceptanceRequired>(await consent.AskAsync(client, write));
            await consent.Send(new AcceptPolicy(version.VersionId), client);
        }

        Assert.Null(await consent.AskAsync(client, write));
        var next = (await consent.Send(new PublishPolicyVersion(DocumentKind.Terms, ChangeSeverity.Significant, [new("Terms", "Are others.")]), consent.As(Role.PrivacyOfficer))).Value;
        await consent.Send(new DeclinePolicyChange(next.Id), client);
        Assert.IsType<PolicyAcceptanceRequired>(await consent.AskAsync(client, write));
    }

    [Fact, Clause("AP-97"), Clause("AP-98"), Clause("AP-99"), Clause("AP-16")]
    public async Task Consent_to_health_data_is_voluntary_and_what_stops_without_it_is_listed_first()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        Assert.All((await consent.Send(new ConsentsOfCaller(), client)).Value.Standing, s => Assert.Equal(ConsentState.NotGiven, s.State));
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        Assert.IsType<ConsentRequired>(await consent.AskAsync(client, ConsentFixture.HealthWrite(client.AccountId)));
        var asked = (await consent.Send(new QuestionsOfConsent())).Value.Single(q => q.Purpose is ConsentPurpose.SensitiveData);
        Assert.Contains("Booking of new sessions", asked.AffectedServices);

        await consent.GrantAsync(client, ConsentPurpose.SensitiveData);
        var warned = (await consent.Send(new WithdrawConsent(ConsentPurpose.SensitiveData, Confirm: false), client)).Value;

        Assert.Equal(asked.AffectedServices, warned.AffectedServices);
        Assert.Null(await consent.AskAsync(client, ConsentFixture.HealthWrite(client.AccountId)));
    }

    [Fact, Clause("AP-140")]
    public async Task Each_purpose_stands_once_and_billing_is_the_purpose_of_payment()
    {
        await using var consent = await Policies.UnderAsync("AP");
        var client = await consent.ARegisteredClientAsync();
        var keys = (await consent.Send(new Purposes())).Value.Select(p => p.Key).ToList();

        Assert.Equal(keys.Distinct(), keys);
        Assert.Null(await consent.WhyNotAsync(client, "PAYMENT"));
        Assert.Equal("NO_LEGAL_BASIS", await consent.WhyNotAsync(client, "BILLING"));
    }

    [Fact, Clause("O7-7.1")]
    public async Task A_consent_that_is_taken_back_closes_what_rests_on_it()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var client = await consent.ARegisteredClientAsync();
        await consent.GrantAsync(client, ConsentPurpose.Advertising);
        Assert.Null(await consent.WhyNotAsync(client, "ADVERTISING"));

        var taken = (await consent.Send(new WithdrawConsent(ConsentPurpose.Advertising, Confirm: true), client)).Value;

        Assert.Equal(ConsentState.Withdrawn, taken.State);
        Assert.Equal("CONSENT_WITHDRAWN", await consent.WhyNotAsync(client, "ADVERTISING"));
    }

    [Theory]
    [InlineData("CA")]
    [InlineData("HU")]
    [InlineData("AP")]
    [Clause("HU-4")]
    [Clause("CA-13.4")]
    public async Task Each_point_of_collection_says_what_is_asked_why_and_where_the_policy_of_now_is(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);
        await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, null, [new("Everything", "Is other now.")]), consent.As(Role.PrivacyOfficer));
        var inForce = await consent.DocumentAsync(DocumentKind.Privacy);

        foreach (var point in CollectionPoints.All)
        {
            var notice = (await consent.Send(new CollectionNotice(point.Operation))).Value;
            Assert.Equal((inForce.Id, 2, inForce.Sha256), (notice.VersionId, notice.Number, notice.Sha256));
            Assert.Contains("number%3A2", notice.Link, StringComparison.Ordinal);
            Assert.NotEmpty(notice.Fields);
            Assert.True(notice.Purposes.Count > 0, point.Operation);
            Assert.NotEmpty(notice.Minors);
        }

        var register = (await consent.Send(new ActivePolicyProfile("accounts.registration"))).Value.DataRegister.Where(e => e.Source == "REGISTRATION").Select(e => e.Field);
        Assert.Equal(register, (await consent.Send(new CollectionNotice("registerClient"))).Value.Fields);
        var health = (await consent.Send(new CollectionNotice("recordHealthIntake"))).Value;
        Assert.Equal(policy == "HU" ? null : ConsentPurpose.SensitiveData, health.NeedsConsent);
        Assert.Equal("operation", (await consent.Send(new CollectionNotice("signOut"))).Refusal?.Field);
    }

    [Fact]
    public async Task Without_notices_at_collection_there_is_none()
    {
        await using var consent = await Policies.UnderAsync("TH");

        Assert.IsType<FeatureDisabled>((await consent.Send(new CollectionNotice("registerClient"))).Refusal);
    }
}
