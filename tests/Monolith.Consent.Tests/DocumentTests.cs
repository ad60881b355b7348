using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Profile;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class DocumentTests(ConsentFixture consent) : IClassFixture<ConsentFixture>
{
    [Fact]
    [Clause("CA-1.1")]
    public async Task The_privacy_policy_has_sections_1_to_15_and_each_says_something()
    {
        var document = await consent.DocumentAsync(DocumentKind.Privacy);

        Assert.Equal(Enumerable.Range(1, 15), document.Sections.Select(s => s.Number));
        Assert.All(document.Sections, s => Assert.Contains(s.Text, document.RenderedText, StringComparison.Ordinal));
        Assert.All(document.Sections, s => Assert.True(s.Text.Length > 30, s.Title));
        Assert.Equal(PolicyVersion.Fingerprint(document.RenderedText), document.Sha256);
    }

    [Theory]
    [InlineData(DocumentKind.Privacy)]
    [InlineData(DocumentKind.Rules)]
    [InlineData(DocumentKind.Regulations)]
    [InlineData(DocumentKind.UserAgreement)]
    [Clause("CA-6.2")]
    public async Task A_visitor_reads_each_document(DocumentKind kind) => Assert.Contains("CalmAlly", (await consent.DocumentAsync(kind)).RenderedText, StringComparison.Ordinal);

    [Fact]
    public async Task A_document_the_profile_does_not_have_is_not_published()
    {
        Assert.IsType<PolicyVersionNotFound>((await consent.Send(new PolicyDocument(DocumentKind.Cookies, null))).Refusal);
        Assert.IsType<FeatureDisabled>((await consent.Send(new PublishPolicyVersion(DocumentKind.Cookies, null, null), consent.As(Role.Administrator))).Refusal);
    }

    [Fact]
    [Clause("CA-6.3")]
    public async Task The_rules_name_three_kinds_of_content_and_eight_acts()
    {
        var rules = await consent.DocumentAsync(DocumentKind.Rules);

        string[] words =
        [
            "harmful", "objectionable", "unlawful",
            "hosting", "displaying", "uploading", "modifying", "publishing", "transmitting", "updating", "sharing",
        ];
        Assert.All(words, word => Assert.Contains(word, rules.Sections[0].Text, StringComparison.Ordinal));
    }

    [Fact]
    [Clause("CA-5.9")]
    [Clause("CA-13.4")]
    public async Task The_policy_gives_no_absolute_guarantee_and_turns_minors_away()
    {
        var policy = await consent.DocumentAsync(DocumentKind.Privacy);

        Assert.Contains("cannot give an absolute guarantee", policy.Sections[4].Text, StringComparison.Ordinal);
        Assert.Contains("under 18 must not use", policy.Sections[12].Text, StringComparison.Ordinal);
    }

    [Fact]
    [Clause("CA-9.1")]
    public async Task The_active_settings_are_answered_with_the_law_they_claim()
    {
        var profile = (await consent.Send(new ActivePolicyProfile("accounts.age."))).Value;

        Assert.Equal("IN", profile.Compliance.Jurisdiction);
        Assert.Contains("IT Act 2000", profile.Compliance.Frameworks);
        Assert.Contains(profile.Settings, s => s is { Path: "accounts.age.minimum", Value: "18" });
        Assert.All(profile.Settings, s => Assert.StartsWith("accounts.age.", s.Path, StringComparison.Ordinal));
        Assert.Contains(profile.DataRegister, e => e is { Source: "REGISTRATION", Field: "email", Required: true });
        Assert.Equal("calmally", profile.Document.GetProperty("platform").GetProperty("profile").GetString());
    }

    [Fact]
    [Clause("CA-8.1")]
    public async Task Each_category_of_the_retention_schedule_has_a_period_and_a_basis()
    {
        var schedule = (await consent.Send(new RetentionSchedule())).Value;

        Assert.Contains(schedule, line => line is { Category: "HEALTH", Period: "P7Y" });
        Assert.Contains(schedule, line => line is { Category: "ACCOUNT", Period: "P30D" });
        Assert.Contains(schedule, line => line is { Category: "USAGE", Period: "P2Y" });
        Assert.All(schedule, line => Assert.NotEmpty(line.Basis));
    }

    [Fact]
    public async Task Nothing_is_published_before_a_second_person_said_yes_to_it()
    {
        await using var own = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        own.Second.Answer = new IllegalState("Somebody else decides.");
        var publish = new PublishPolicyVersion(DocumentKind.Rules, null, null);

        Assert.IsType<IllegalState>((await own.Send(publish, own.As(Role.Administrator))).Refusal);
        Assert.Equal([publish], own.Second.Asked);
        own.Second.Answer = null;
        Assert.Null((await own.Send(publish, own.As(Role.Administrator))).Refusal);
    }

    [Theory]
    [InlineData(Role.Client)]
    [InlineData(Role.Therapist)]
    [InlineData(Role.Support)]
    public async Task Only_those_who_answer_for_the_policy_publish_it(Role role)
    {
        var rejected = await Assert.ThrowsAsync<RejectedException>(() => consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, null, null), consent.As(role)));

        Assert.Equal("FORBIDDEN", rejected.Code);
    }

    [Fact]
    public async Task A_document_without_sections_is_refused()
    {
        var admin = consent.As(Role.Administrator);

        Assert.IsType<FieldRequired>((await consent.Send(new PublishPolicyVersion(DocumentKind.Rules, null, []), admin)).Refusal);
        Assert.IsType<FieldRequired>((await consent.Send(new PublishPolicyVersion(DocumentKind.Rules, null, [new("Title", " ")]), admin)).Refusal);
    }
}

public sealed class PublishingTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("CA-14.1")]
    [Clause("CA-14.2")]
    [Clause("CA-14.3")]
    public async Task A_significant_version_is_in_force_at_once_announced_and_dated_anew(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(database);
        var first = await consent.DocumentAsync(DocumentKind.Privacy);
        consent.Clock.Advance(TimeSpan.FromDays(40));

        var published = await consent.Send(
            new PublishPolicyVersion(DocumentKind.Privacy, ChangeSeverity.Significant, [new("Everything", "Is other now.")]), consent.As(Role.PrivacyOfficer));

        var now = await consent.DocumentAsync(DocumentKind.Privacy);
        Assert.Equal((published.Value.Id, 2), (now.Id, now.Number));
        Assert.Equal(consent.Clock.GetUtcNow().UtcDateTime, now.EffectiveAt);
        Assert.NotEqual(first.LastUpdated, now.LastUpdated);
        Assert.StartsWith($"Last Updated: {now.LastUpdated}\n", now.RenderedText, StringComparison.Ordinal);
        Assert.Equal([2, 1], (await consent.Send(new PolicyVersions(DocumentKind.Privacy))).Value.Select(v => v.Number));
        Assert.Equal(first.RenderedText, (await consent.Send(new PolicyDocument(DocumentKind.Privacy, 1))).Value.RenderedText);
        var notice = Assert.Single((await consent.Send(new Notices(null))).Value);
        Assert.Equal((now.Id, "POSTING"), (notice.VersionId, notice.Placement));
    }

    [Fact]
    public async Task An_editorial_version_is_not_announced_and_ends_the_notice_of_the_one_before()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        var admin = consent.As(Role.Administrator);
        await consent.Send(new PublishPolicyVersion(DocumentKind.Rules, ChangeSeverity.Significant, null), admin);
        Assert.Single((await consent.Send(new Notices("POSTING"))).Value);

        await consent.Send(new PublishPolicyVersion(DocumentKind.Rules, ChangeSeverity.Editorial, null), admin);

        Assert.Empty((await consent.Send(new Notices(null))).Value);
    }

    [Fact]
    public async Task Where_notice_comes_first_a_significant_version_waits_for_its_day()
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(Databases.Sqlite);
        await consent.Send(new PublishPolicyVersion(DocumentKind.Privacy, ChangeSeverity.Significant, null), consent.As(Role.Administrator));

        Assert.Equal(1, (await consent.DocumentAsync(DocumentKind.Privacy)).Number);
        Assert.Single((await consent.Send(new Notices("MAIN_PAGE"))).Value);
        consent.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await consent.DocumentAsync(DocumentKind.Privacy)).Number);
        consent.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await consent.DocumentAsync(DocumentKind.Privacy)).Number);
    }

    [Fact]
    [Clause("TH-53")]
    [Clause("TH-6")]
    public async Task The_first_version_carries_the_date_of_the_profile_in_its_first_line()
    {
        await using var consent = await ModuleFixture.OnAsync<PostedAtOnceFixture>(Databases.Sqlite);

        var document = await consent.DocumentAsync(DocumentKind.Privacy);

        Assert.Equal("2016-05-05", document.LastUpdated);
        Assert.StartsWith("Effective date: 2016-05-05\n", document.RenderedText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_texts_say_what_other_settings_do_and_no_longer_what_these_did()
    {
        await using var consent = await ModuleFixture.OnAsync<OtherSettingsFixture>(Databases.Sqlite);

        var text = (await consent.DocumentAsync(DocumentKind.Privacy)).RenderedText;

        Assert.Contains("health records: 5 years", text, StringComparison.Ordinal);
        Assert.Contains("under 21", text, StringComparison.Ordinal);
        Assert.DoesNotContain("36 hours", text, StringComparison.Ordinal);
        Assert.DoesNotContain("health records: 7 years", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a copy is always there", text, StringComparison.Ordinal);
        Assert.IsType<FeatureDisabled>((await consent.Send(new RetentionSchedule())).Refusal);
    }

    [Fact]
    public async Task Settings_that_changed_are_published_at_the_next_start_and_are_never_editorial()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        await consent.Write<ConsentDbContext>(db =>
        {
            var now = consent.Clock.GetUtcNow().UtcDateTime;
            foreach (var kind in new[] { DocumentKind.Privacy, DocumentKind.Rules })
            {
                var text = new PolicyText(kind, 2, ChangeSeverity.Significant, "of other settings", "[]", "other settings", kind == DocumentKind.Privacy, "", "");
                db.Versions.Add(new PolicyVersion(text, now, now, needsApproval: false, []));
            }

            return Task.CompletedTask;
        });

        await consent.StartAgainAsync();
        await consent.StartAgainAsync();

        Assert.Equal(3, (await consent.DocumentAsync(DocumentKind.Privacy)).Number);
        Assert.Equal(2, (await consent.DocumentAsync(DocumentKind.Rules)).Number);
        Assert.Equal(1, (await consent.DocumentAsync(DocumentKind.UserAgreement)).Number);
        var raised = await consent.Send(new PublishPolicyVersion(DocumentKind.Rules, ChangeSeverity.Editorial, [new("Rules", "Be kind.")]), consent.As(Role.Administrator));
        Assert.Equal(ChangeSeverity.Significant, raised.Value.Severity);
    }
}
