using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Profile;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

/// <summary>What is kept how long, and how policies change, under the profiles that promise it.</summary>
public sealed class KeepingAndChangingTests
{
    [Fact]
    [Clause("O7-3.6")]
    [Clause("O7-5.1")]
    public async Task O7_keeps_nothing_without_an_end_and_nothing_without_a_basis()
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(Databases.Sqlite);

        var schedule = (await consent.Send(new RetentionSchedule())).Value;

        Assert.Contains(schedule, line => line is { Category: "USAGE", Period: "P1Y" });
        Assert.All(schedule, line => Assert.Matches("^P([0-9]+[YMD])+$", line.Period));
        Assert.All(schedule, line => Assert.Contains(line.Basis, new[] { "needed for the service", "needed to run and secure the service", "required or permitted by law" }));
    }

    [Fact]
    [Clause("HU-54")]
    [Clause("HU-58")]
    public async Task HelpU_posts_an_editorial_version_at_once_asks_nobody_and_advises_to_look_again()
    {
        await using var consent = await ModuleFixture.OnAsync<ApprovalFixture>(Databases.Sqlite);
        var client = await consent.ARegisteredClientAsync();
        Assert.Contains("Look at this page from time to time", (await consent.DocumentAsync(DocumentKind.Privacy)).RenderedText, StringComparison.Ordinal);

        var version = await PolicyChangeTests.PublishAsync(consent, ChangeSeverity.Editorial);

        Assert.Equal((version.Id, version.RenderedText), await consent.DocumentAsync(DocumentKind.Privacy) is var posted ? (posted.Id, posted.RenderedText) : default);
        Assert.Null(await consent.AskAsync(client, ConsentFixture.ServiceWrite(client.AccountId)));
        Assert.IsType<IllegalState>((await consent.Send(new ApprovePolicyChange(version.Id), client)).Refusal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("O7-12.1")]
    [Clause("O7-12.2")]
    [Clause("O7-12.3")]
    [Clause("O7-12.4")]
    [Clause("O7-12.5")]
    [Clause("O7-14.2")]
    public async Task O7_tells_before_a_significant_change_takes_effect_posts_an_editorial_one_at_once_and_dates_both_at_the_end(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(database);
        var first = await consent.DocumentAsync(DocumentKind.Privacy);
        Assert.EndsWith("Last updated: 2020-05", first.RenderedText.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains("Look at this page from time to time", first.RenderedText, StringComparison.Ordinal);

        var editorial = await PolicyChangeTests.PublishAsync(consent, ChangeSeverity.Editorial);
        Assert.Equal((editorial.Id, consent.Now()), await consent.DocumentAsync(DocumentKind.Privacy) is var posted ? (posted.Id, posted.EffectiveAt) : default);
        var significant = await PolicyChangeTests.PublishAsync(consent, ChangeSeverity.Significant);

        var notices = (await consent.Send(new Notices(null))).Value;
        Assert.All(notices.Where(n => n.VersionId == significant.Id), n => Assert.True(n.AnnouncedAt < significant.EffectiveAt));
        Assert.Equal(["MAIN_PAGE", "PROMINENT_NOTICE"], notices.Where(n => n.VersionId == significant.Id).Select(n => n.Placement).Order());
        Assert.Equal(editorial.Id, (await consent.DocumentAsync(DocumentKind.Privacy)).Id);
        consent.Clock.Advance(TimeSpan.FromDays(7));
        var now = await consent.DocumentAsync(DocumentKind.Privacy);
        Assert.Equal(significant.Id, now.Id);
        Assert.EndsWith($"Last updated: {significant.LastUpdated}", now.RenderedText.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    [Clause("O7-13.2")]
    [Clause("O7-13.3")]
    public async Task At_O7_using_the_service_accepts_the_version_in_force_and_a_no_ends_the_use()
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(Databases.Sqlite);
        var (user, unwilling) = (await consent.ARegisteredClientAsync(), await consent.ARegisteredClientAsync());
        consent.Clock.Advance(TimeSpan.FromHours(1));
        var version = await PolicyChangeTests.PublishAsync(consent, ChangeSeverity.Editorial);
        await consent.Send(new DeclinePolicyChange(version.Id), unwilling);
        consent.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Null(await consent.AskAsync(user, ConsentFixture.ServiceWrite(user.AccountId)));
        Assert.IsType<PolicyAcceptanceRequired>(await consent.AskAsync(unwilling, ConsentFixture.ServiceWrite(unwilling.AccountId)));

        var accepted = (await consent.Send(new ConsentsOfCaller(), user)).Value.Acceptances.Single(a => a.Number == 2);
        Assert.Equal((AcceptanceKind.ContinuedUse, consent.Now()), (accepted.Kind, accepted.AcceptedAt));
        Assert.DoesNotContain((await consent.Send(new ConsentsOfCaller(), unwilling)).Value.Acceptances, a => a.Number == 2);
    }

    [Fact]
    [Clause("O7-8.6")]
    [Clause("O7-11.3")]
    public async Task O7_says_how_to_stay_anonymous_and_that_other_sites_are_not_its_own()
    {
        await using var consent = await ModuleFixture.OnAsync<NoticeFirstFixture>(Databases.Sqlite);
        await using var other = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);

        Assert.Contains("the name you choose", (await consent.DocumentAsync(DocumentKind.StayingAnonymous)).RenderedText, StringComparison.Ordinal);
        Assert.Contains("take no responsibility for them", (await consent.DocumentAsync(DocumentKind.Privacy)).RenderedText, StringComparison.Ordinal);
        Assert.DoesNotContain("take no responsibility for them", (await other.DocumentAsync(DocumentKind.Privacy)).RenderedText, StringComparison.Ordinal);
        Assert.IsType<PolicyVersionNotFound>((await other.Send(new PolicyDocument(DocumentKind.StayingAnonymous, null))).Refusal);
    }

    [Theory]
    [InlineData(ChangeSeverity.Editorial)]
    [InlineData(ChangeSeverity.MaterialAdverse)]
    [Clause("AP-156")]
    [Clause("AP-157")]
    [Clause("AP-158")]
    public async Task AloPal_s_change_is_in_force_when_it_is_posted_and_dated_in_its_last_line(object severity)
    {
        await using var consent = await ModuleFixture.OnAsync<AcceptedTransferFixture>(Databases.Sqlite);
        Assert.Contains("Look at this page from time to time", (await consent.DocumentAsync(DocumentKind.Privacy)).RenderedText, StringComparison.Ordinal);
        consent.Clock.Advance(TimeSpan.FromDays(3));

        var version = await PolicyChangeTests.PublishAsync(consent, (ChangeSeverity)severity);

        var posted = await consent.DocumentAsync(DocumentKind.Privacy);
        Assert.Equal((version.Id, consent.Now()), (posted.Id, posted.EffectiveAt));
        Assert.Equal($"Last revision: {consent.Today():yyyy-MM-dd}", posted.RenderedText.TrimEnd().Split('\n')[^1]);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    [Clause("AP-84")]
    public async Task AloPal_s_policy_waits_for_its_review_a_year_after_the_last_one(string database)
    {
        await using var consent = await ModuleFixture.OnAsync<AcceptedTransferFixture>(database);
        var officer = consent.As(Role.PrivacyOfficer);
        var first = (await consent.Send(new DueReview(), officer)).Value;
        Assert.Equal((first.LastReviewedAt.AddYears(1), false), (first.DueAt, first.IsDue));

        consent.Clock.Set(first.DueAt!.Value);
        Assert.True((await consent.Send(new DueReview(), officer)).Value.IsDue);
        var reviewed = (await consent.Send(new RecordPolicyReview(), officer)).Value;

        Assert.Equal((consent.Now(), false), (reviewed.LastReviewedAt, reviewed.IsDue));
        Assert.Equal(reviewed, (await consent.Send(new DueReview(), officer)).Value);
        await Assert.ThrowsAsync<BuildingBlocks.Messaging.RejectedException>(() => consent.Send(new DueReview(), consent.As(Role.Client)));
    }

    [Fact]
    public async Task Where_no_review_is_promised_none_is_due()
    {
        await using var consent = await ModuleFixture.OnAsync<ConsentFixture>(Databases.Sqlite);
        consent.Clock.Advance(TimeSpan.FromDays(4000));

        Assert.Equal((null, false), (await consent.Send(new DueReview(), consent.As(Role.Administrator))).Value is var review ? (review.DueAt, review.IsDue) : default);
    }
}
