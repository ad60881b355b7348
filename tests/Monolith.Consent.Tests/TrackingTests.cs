using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Tracking;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class TrackingTests
{
    [Theory, ClassData(typeof(Databases)), Clause("O7-1.21"), Clause("O7-1.13")]
    public async Task No_script_of_a_third_party_runs_for_a_visitor_who_did_not_accept_tracking(string database)
    {
        await using var consent = await Policies.UnderAsync("O7", database);
        Assert.Empty(await TrackersAsync(consent, null));

        var visitor = await ChooseAsync(consent, null, ("TRACKING", true));
        var open = (await consent.Send(new OpenTrackers(Visitor: visitor))).Value;
        Assert.Equal(["MIXPANEL", "GOOGLE_ANALYTICS"], open.Select(t => t.Key));
        Assert.All(open, t => Assert.True(Enum.IsDefined(t.Kind)));

        Assert.Equal(visitor, await ChooseAsync(consent, visitor, ("TRACKING", false)));
        Assert.Empty(await TrackersAsync(consent, visitor));
        Assert.Empty(await TrackersAsync(consent, "a token of nobody"));
    }

    [Fact, Clause("O7-1.12"), Clause("O7-1.18"), Clause("O7-1.19"), Clause("HU-43")]
    public async Task Each_category_says_who_sets_it_for_what_and_for_how_long()
    {
        foreach (var policy in new[] { "CA", "HU", "O7", "AP" })
        {
            await using var consent = await Policies.UnderAsync(policy);
            var catalogue = (await consent.Send(new CookieCatalogue())).Value;

            Assert.All(catalogue.Categories, c => Assert.NotEmpty(c.Purposes));
            Assert.All(catalogue.Categories, c => Assert.NotEqual("", c.Administrator));
            var text = (await consent.DocumentAsync(DocumentKind.Privacy)).Sections[9].Text;
            Assert.All(catalogue.Categories, c => Assert.Contains($"set by {c.Administrator}, for {c.Purposes[0]}", text, StringComparison.Ordinal));
            Assert.Equal(catalogue.Categories.Any(c => c.OutsidePolicy), text.Contains("recognise you elsewhere", StringComparison.Ordinal));
        }
    }

    [Fact, Clause("O7-1.15"), Clause("AP-78")]
    public async Task Who_refuses_everything_is_told_what_does_not_work()
    {
        foreach (var policy in new[] { "O7", "AP" })
        {
            await using var consent = await Policies.UnderAsync(policy);
            var all = (await consent.Send(new CookieCatalogue())).Value.Categories.Select(c => c.Name).ToList();
            var accepted = await ChooseAsync(consent, null, [.. all.Select(name => (name, true))]);
            var refused = await ChooseAsync(consent, null, [.. all.Select(name => (name, false))]);

            Assert.Empty((await consent.Send(new CookieCatalogue(accepted))).Value.AffectedFeatures);
            var none = (await consent.Send(new CookieCatalogue(refused))).Value;
            Assert.Contains("Staying signed in by a cookie; a token works without", none.AffectedFeatures);
            Assert.All(none.Categories, c => Assert.Equal((false, true), (c.Allowed, c.Chosen)));
            Assert.Contains("Some parts may not work without them", (await consent.DocumentAsync(DocumentKind.Privacy)).Sections[9].Text, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(Databases)), Clause("O7-9.3"), Clause("O7-9.6")]
    public async Task An_opt_out_of_one_vendor_leaves_the_other(string database)
    {
        await using var consent = await Policies.UnderAsync("O7", database);
        var client = await consent.ARegisteredClientAsync();
        await consent.Send(new SetCookieChoices([new("TRACKING", true)]), client);
        var visitor = await ChooseAsync(consent, null, ("TRACKING", true));

        var asClient = (await consent.Send(new OptOutOfAnalytics("MIXPANEL"), client)).Value;
        var asVisitor = (await consent.Send(new OptOutOfAnalytics("GOOGLE_ANALYTICS", visitor))).Value;

        Assert.Equal(("https://mixpanel.com/optout/", "MIXPANEL", ConsentEvent.Refused), (asClient.OptOutLink, asClient.Record!.Topic, asClient.Record.Event));
        Assert.Equal(asClient.Record.Id, (await consent.Send(new OptOutOfAnalytics("MIXPANEL"), client)).Value.Record!.Id);
        Assert.Equal((visitor, null), (asVisitor.Visitor, asVisitor.Record));
        Assert.Equal(["GOOGLE_ANALYTICS"], await TrackersAsync(consent, null, client));
        Assert.Equal(["MIXPANEL"], await TrackersAsync(consent, visitor));
        Assert.IsType<ProcessorNotFound>((await consent.Send(new OptOutOfAnalytics("ANOTHER"), client)).Refusal);
    }

    [Fact]
    public async Task An_opt_out_by_vendor_is_only_where_the_profile_has_it()
    {
        await using var consent = await Policies.UnderAsync("HU");

        Assert.IsType<FeatureDisabled>((await consent.Send(new OptOutOfAnalytics("WEB_ANALYTICS"))).Refusal);
        Assert.False((await consent.Send(new OpenTrackers())).Value.Single().CanOptOut);
    }

    [Fact, Clause("O7-9.2"), Clause("O7-9.5")]
    public async Task A_tool_says_what_its_reports_tell_of_people_and_under_which_terms()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var open = (await consent.Send(new OpenTrackers(Visitor: await ChooseAsync(consent, null, ("TRACKING", true))))).Value;

        Assert.Equal(["DEMOGRAPHICS", "INTERESTS"], open.Single(t => t.Key == "GOOGLE_ANALYTICS").Reports);
        Assert.All(open, t => Assert.StartsWith("https://", t.Terms, StringComparison.Ordinal));
    }

    [Fact, Clause("AP-82"), Clause("AP-83")]
    public async Task Tools_run_by_region_and_only_after_their_category_was_accepted()
    {
        await using var everywhere = await Policies.UnderAsync("AP");
        var all = (await everywhere.Send(new CookieCatalogue())).Value.Categories.Select(c => (c.Name, true)).ToArray();
        Assert.Empty(await TrackersAsync(everywhere, null));
        Assert.Equal(6, (await TrackersAsync(everywhere, await ChooseAsync(everywhere, null, all))).Length);

        await using var consent = await ModuleFixture.OnAsync<LinkedInElsewhereFixture>(Databases.Sqlite);
        var visitor = await ChooseAsync(consent, null, all);
        Assert.DoesNotContain("LINKEDIN_CONVERSION", (await consent.Send(new OpenTrackers("IN", visitor))).Value.Select(t => t.Key));
        Assert.Contains("LINKEDIN_CONVERSION", (await consent.Send(new OpenTrackers("US", visitor))).Value.Select(t => t.Key));
    }

    [Fact, Clause("HU-42")]
    public async Task Each_tool_of_analytics_names_its_channels_and_goes_with_the_third_parties_cookies()
    {
        await using var consent = await Policies.UnderAsync("HU");
        Assert.Equal(["WEB", "DESKTOP", "MOBILE"], Assert.Single((await consent.Send(new OpenTrackers())).Value).Channels);

        Assert.Empty(await TrackersAsync(consent, await ChooseAsync(consent, null, ("THIRD_PARTY", false))));
    }

    [Fact, Clause("CA-3.17")]
    public async Task Who_opted_out_of_improvement_is_not_followed()
    {
        await using var consent = await Policies.UnderAsync("CA");
        var client = await consent.ARegisteredClientAsync();
        Assert.Equal(["USAGE_ANALYSER"], await TrackersAsync(consent, null, client));

        await consent.Send(new OptOutOfUse("IMPROVEMENT"), client);

        Assert.Empty(await TrackersAsync(consent, null, client));
        Assert.Equal(["USAGE_ANALYSER"], await TrackersAsync(consent, null));
    }

    [Fact, Clause("AP-76"), Clause("AP-79"), Clause("AP-80")]
    public async Task Cookies_of_third_parties_are_marked_as_outside_the_policy_and_off_before_anything_is_chosen()
    {
        await using var consent = await Policies.UnderAsync("AP");

        var catalogue = (await consent.Send(new CookieCatalogue())).Value.Categories.ToLookup(c => c.OutsidePolicy);

        Assert.Equal(["analytics", "attribution", "error management"], catalogue[true].SelectMany(c => c.Purposes));
        Assert.All(catalogue[true], c => Assert.Equal((false, CookieParty.Third), (c.Allowed, c.Party)));
        Assert.Equal(["running the platform", "administering sign-in", "collecting log data"], catalogue[false].SelectMany(c => c.Purposes));
        Assert.All(catalogue[false], c => Assert.True(c.Allowed));
    }

    [Fact, Clause("O7-1.22")]
    public async Task An_experiment_shows_the_control_to_who_refused_tracking_and_stores_nothing()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var refusing = await ChooseAsync(consent, null, ("TRACKING", false));
        List<string> accepting = [];
        for (var i = 0; i < 20; i++)
        {
            accepting.Add(await ChooseAsync(consent, null, ("TRACKING", true)));
        }

        foreach (var visitor in new[] { null, refusing, "a token of nobody" })
        {
            var view = (await consent.Send(new ExperimentVariant("new-page", visitor))).Value;
            Assert.Equal((Variant.Control, false), (view.Variant, view.TakesPart));
        }

        var before = await consent.Read<ConsentDbContext, int>(async db => await Task.FromResult(db.VisitorChoices.Count() + db.Records.Count()));
        var variants = new HashSet<Variant>();
        foreach (var visitor in accepting)
        {
            variants.Add((await consent.Send(new ExperimentVariant("new-page", visitor))).Value.Variant);
        }

        Assert.Equal(2, variants.Count);
        Assert.Equal(before, await consent.Read<ConsentDbContext, int>(async db => await Task.FromResult(db.VisitorChoices.Count() + db.Records.Count())));
    }

    [Theory]
    [InlineData("TH")]
    [InlineData("HU")]
    [InlineData("CA")]
    public async Task Without_experiments_nobody_is_shown_a_variant(string policy)
    {
        await using var consent = await Policies.UnderAsync(policy);

        Assert.IsType<FeatureDisabled>((await consent.Send(new ExperimentVariant("new-page"))).Refusal);
    }

    [Fact]
    public async Task An_account_has_a_receipt_for_each_choice_and_none_for_what_it_did_not_change()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var client = await consent.ARegisteredClientAsync();

        var first = (await consent.Send(new SetCookieChoices([new("TRACKING", true), new("FUNCTIONALITY", false)]), client)).Value;
        var second = (await consent.Send(new SetCookieChoices([new("TRACKING", true), new("FUNCTIONALITY", true)]), client)).Value;

        Assert.Null(first.Visitor);
        Assert.Equal([("TRACKING", ConsentEvent.Given), ("FUNCTIONALITY", ConsentEvent.Refused)], first.Records.Select(r => (r.Topic!, r.Event)));
        var record = Assert.Single(second.Records);
        Assert.Equal(("FUNCTIONALITY", 2), (record.Topic, record.Sequence));
        var receipt = record.Receipt;
        Assert.True((await consent.Send(new VerifyReceipt(receipt.Text, receipt.Signature, receipt.KeyNumber))).Value is { Valid: true, Known: true });
        Assert.Contains("FUNCTIONALITY", receipt.Text, StringComparison.Ordinal);
        var standing = (await consent.Send(new ConsentsOfCaller(), client)).Value.Standing;
        Assert.Equal(ConsentState.Given, standing.Single(s => s.Topic == "FUNCTIONALITY").State);
    }

    [Fact]
    public async Task A_choice_names_categories_of_the_catalogue()
    {
        await using var consent = await Policies.UnderAsync("O7");

        Assert.Equal("choices", (await consent.Send(new SetCookieChoices([]))).Refusal?.Field);
        Assert.Equal("choices", (await consent.Send(new SetCookieChoices([new("SUGAR", true)]))).Refusal?.Field);
    }

    [Fact]
    public async Task A_visitor_s_choices_are_forgotten_when_usage_records_would_be()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var visitor = await ChooseAsync(consent, null, ("TRACKING", true));
        consent.Clock.Advance(TimeSpan.FromDays(360));
        var later = await ChooseAsync(consent, null, ("TRACKING", true));
        await consent.RunJobs();
        Assert.Equal(2, (await TrackersAsync(consent, visitor)).Length);

        consent.Clock.Advance(TimeSpan.FromDays(6));
        await consent.RunJobs();

        Assert.Empty(await TrackersAsync(consent, visitor));
        Assert.Equal(2, (await TrackersAsync(consent, later)).Length);
    }

    private static async Task<string> ChooseAsync(ConsentFixture consent, string? visitor, params (string Name, bool Accepted)[] choices) =>
        (await consent.Send(new SetCookieChoices([.. choices.Select(c => new CookieChoice(c.Name, c.Accepted))], visitor))).Value.Visitor!;

    private static async Task<string[]> TrackersAsync(ConsentFixture consent, string? visitor, Caller? caller = null) =>
        [.. (await consent.Send(new OpenTrackers(Visitor: visitor), caller)).Value.Select(t => t.Key)];
}
