using System.Text.Json.Nodes;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>What the vendors of analytics and advertising are told of visits; the test is the vendors.</summary>
public sealed class VendorJourneyTests
{
    private const string Illness = "panic-attacks";

    [Theory, ClassData(typeof(Databases)), Clause("O7-4.12"), Clause("O7-4.13")]
    public async Task A_vendor_is_told_of_the_visits_of_who_accepted_tracking_and_of_nothing_else(string database)
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var stage = await OpenAsync(receiver, database);
        var cast = stage.Cast;
        var client = await ClientAsync(cast);
        await VisitAsync(cast, client, null);
        Assert.Empty(receiver.TakeAll());

        (await cast.DoAsync(client, Track(null, accepted: true))).Done();
        await VisitAsync(cast, client, null);

        var (path, body) = Assert.Single(receiver.TakeAll());
        Assert.Equal("/mixpanel", path);
        Assert.Equal(["event", "hour", "id", "person"], JsonNode.Parse(body)!.AsObject().Select(p => p.Key).Order());
        Assert.All([Illness, "Willow", client.Email, client.Id, "timeSpent"], word => Assert.DoesNotContain(word, body, StringComparison.Ordinal));
        Assert.Equal(["pseudonymousEvent"], (await CallsAsync(cast, "ANALYTICS")).Single()["fields"]!.AsArray().Select(f => (string)f!));
        Assert.Empty(await CallsAsync(cast, "ADVERTISING"));

        (await cast.DoAsync(client, Track(null, accepted: false))).Done();
        await VisitAsync(cast, client, null);
        Assert.Empty(receiver.TakeAll());
        Assert.Single(await CallsAsync(cast, "ANALYTICS"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("O7-4.13")]
    public async Task Advertisers_are_told_after_a_consent_of_their_own_and_under_another_pseudonym(string database)
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var stage = await OpenAsync(receiver, database);
        var client = await ClientAsync(stage.Cast);
        (await stage.Cast.DoAsync(client, Track(null, accepted: true))).Done();
        (await stage.Cast.DoAsync(client, await ConsentAsync(stage.Cast))).Done();

        await VisitAsync(stage.Cast, client, null);
        await VisitAsync(stage.Cast, client, null);

        var told = receiver.TakeAll().ToLookup(t => t.Path, t => (string)JsonNode.Parse(t.Body)!["person"]!);
        Assert.Equal(["/advertising", "/mixpanel"], told.Select(t => t.Key).Order());
        Assert.Equal(2, told.SelectMany(t => t).Distinct().Count());
        Assert.All(told, vendor => Assert.Single(vendor.Distinct()));
        Assert.Equal(2, (await CallsAsync(stage.Cast, "ADVERTISING")).Count);

        (await stage.Cast.DoAsync(client, Track(null, accepted: false))).Done();
        await VisitAsync(stage.Cast, client, null);
        Assert.Empty(receiver.TakeAll());
    }

    [Theory, ClassData(typeof(Databases)), Clause("O7-4.12")]
    public async Task A_visitor_is_followed_by_their_choice_alone_and_their_pseudonym_changes(string database)
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var stage = await OpenAsync(receiver, database);
        var visitor = (await stage.Cast.DoAsync(null, Track(null, accepted: true))).Done()["setCookieChoices.cookieChoices.visitor"];

        await VisitAsync(stage.Cast, null, null);
        await VisitAsync(stage.Cast, null, "a token of nobody");
        Assert.Empty(receiver.TakeAll());
        await VisitAsync(stage.Cast, null, visitor);
        var first = Assert.Single(receiver.TakeAll());
        Assert.Equal("/mixpanel", first.Path);
        await stage.Cast.WaitAsync("P7D");
        await VisitAsync(stage.Cast, null, visitor);
        Assert.NotEqual((string)JsonNode.Parse(first.Body)!["person"]!, (string)JsonNode.Parse(receiver.TakeAll().Single().Body)!["person"]!);

        (await stage.Cast.DoAsync(null, new("optOutOfAnalytics", new { vendor = "MIXPANEL", visitor }, "optOut { vendor }"))).Done();
        await VisitAsync(stage.Cast, null, visitor);
        Assert.Empty(receiver.TakeAll());
    }

    [Fact]
    public async Task A_vendor_that_fails_is_told_later_once_unless_the_choice_changed_meanwhile()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var stage = await OpenAsync(receiver, Databases.Sqlite);
        var visitor = (await stage.Cast.DoAsync(null, Track(null, accepted: true))).Done()["setCookieChoices.cookieChoices.visitor"];
        receiver.Status = 302;
        await VisitAsync(stage.Cast, null, visitor);
        var refused = Assert.Single(receiver.TakeAll());

        receiver.Status = 204;
        await stage.Cast.RunJobsAsync();
        Assert.Empty(receiver.TakeAll());
        await stage.Cast.WaitAsync("PT3M");
        Assert.Equal(refused, Assert.Single(receiver.TakeAll()));
        await stage.Cast.WaitAsync("PT1H");
        Assert.Empty(receiver.TakeAll());

        receiver.Status = 500;
        await VisitAsync(stage.Cast, null, visitor);
        Assert.Single(receiver.TakeAll());
        (await stage.Cast.DoAsync(null, Track(visitor, accepted: false))).Done();
        receiver.Status = 204;
        await stage.Cast.WaitAsync("PT3M");
        Assert.Empty(receiver.TakeAll());
    }

    [Fact]
    public async Task A_vendor_without_an_agreement_is_told_nothing()
    {
        await using var receiver = await Receiver.OpenAsync();
        await using var stage = await OpenAsync(receiver, Databases.Sqlite, bind: false);
        var visitor = (await stage.Cast.DoAsync(null, Track(null, accepted: true))).Done()["setCookieChoices.cookieChoices.visitor"];

        await VisitAsync(stage.Cast, null, visitor);

        Assert.Empty(receiver.TakeAll());
    }

    private static async Task<Stage> OpenAsync(Receiver receiver, string database, bool bind = true)
    {
        var vendors = new Dictionary<string, Uri> { ["Mixpanel"] = receiver.At("/mixpanel"), ["Advertising"] = receiver.At("/advertising") };
        var stage = await Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("o7therapy")!), Vendors = vendors });
        if (bind)
        {
            (await stage.Cast.DoAsync(stage.Cast.Administrator, Acts.Bind("ANALYTICS", "Mixpanel", "IMPROVEMENT"))).Done();
            (await stage.Cast.DoAsync(stage.Cast.Administrator, Acts.Bind("ADVERTISING", "Advertising", "ADVERTISING"))).Done();
        }

        return stage;
    }

    private static async Task<Person> ClientAsync(Cast cast)
    {
        var person = cast.Named("willow");
        var newcomer = new
        {
            email = person.Email, dateOfBirth = "1990-05-17", password = Person.Password, affirmAdult = true, acceptPolicy = true,
            fields = new[] { new { name = "nickname", value = "Willow" } },
        };
        (await cast.DoAsync(null, new("registerClient", newcomer, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);
        person.Id = (await cast.AskAsync(person, "{ me { id } }")).Done()["me.id"];
        return person;
    }

    private static async Task<Act> ConsentAsync(Cast cast)
    {
        var questions = (await cast.AskAsync(null, "{ consentQuestions { purpose wordingVersion } }")).Done().All("consentQuestions");
        var wordingVersion = (string)questions.First(q => (string)q["purpose"]! == "ADVERTISING")["wordingVersion"]!;
        return new("grantConsent", new { purpose = "ADVERTISING", affirmativeAct = "TICK", wordingVersion }, "consentRecord { id }");
    }

    private static Act Track(string? visitor, bool accepted) =>
        new("setCookieChoices", new { choices = new[] { new { category = "TRACKING", accepted } }, visitor }, "cookieChoices { visitor }");

    private static async Task VisitAsync(Cast cast, Person? who, string? visitor)
    {
        var visit = new { page = Illness, facts = new[] { new { name = "timeSpent", value = "40" } }, visitor };
        (await cast.DoAsync(who, new("recordUsage", visit, "usage { facts }"))).Done();
        await cast.RunJobsAsync();
        await cast.RunJobsAsync();
    }

    private static async Task<IReadOnlyList<JsonNode>> CallsAsync(Cast cast, string kind) =>
        (await cast.AskAsync(null, "query($kind: String) { processorCalls(processor: $kind) { fields } }", new { kind })).Done().All("processorCalls");
}
