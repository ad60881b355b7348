using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class OutsideLinkTests
{
    private const string Resources = "{ resources { nodes { title link external notice } } }";

    [Theory, ClassData(typeof(Databases)), Clause("O7-11.1"), Clause("O7-11.2")]
    public Task A_link_that_leaves_the_site_says_so_and_whose_policy_to_read(string database) => LeavesAsync("o7therapy", "O7 Therapy", database);

    [Theory, ClassData(typeof(Databases)), Clause("AP-139")]
    public Task Nobody_answers_for_what_stands_behind_a_link_that_leaves(string database) => LeavesAsync("alopal", "AloPal", database);

    [Fact]
    public async Task Where_the_policy_has_no_notice_a_link_still_says_that_it_leaves()
    {
        await using var stage = await OpenAsync("helpu", Databases.Sqlite);

        var published = await PublishAsync(stage.Cast, "There", "https://sleep.example.org/");

        Assert.Equal("true", published["publishResource.resource.external"]);
        Assert.Null(published.Find("publishResource.resource.notice"));
    }

    [Fact]
    public async Task A_service_without_resources_shows_and_takes_none()
    {
        await using var stage = await OpenAsync("calmally", Databases.Sqlite);

        Assert.Equal(["FEATURE_DISABLED"], (await stage.Cast.AskAsync(null, Resources)).Codes);
        Assert.Equal(["FEATURE_DISABLED"], (await stage.Cast.DoAsync(stage.Cast.Administrator, Publish("Here", "/sleep"))).Codes);
    }

    [Fact]
    public async Task Only_a_path_of_the_site_or_an_https_address_is_taken_and_only_from_an_administrator()
    {
        await using var stage = await OpenAsync("o7therapy", Databases.Sqlite);
        var cast = stage.Cast;
        foreach (var link in new[]
        {
            "http://sleep.example.org/", "javascript:alert(1)", "//sleep.example.org/", "/\\sleep.example.org/", "https://user:word@sleep.example.org/", "https://localhost/",
            "https://10.0.0.1/", "ftp://sleep.example.org/", "sleep.example.org", "", " ", "https://sleep.example.org/a b", "https://", "/" + new string('a', 2000),
        })
        {
            Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(cast.Administrator, Publish("Bad", link))).Codes);
        }

        Assert.Equal(["UNAUTHENTICATED"], (await cast.DoAsync(null, Publish("Good", "/sleep"))).Codes);
        Assert.Equal(["FORBIDDEN"], (await cast.DoAsync(await cast.StaffAsync("SUPPORT"), Publish("Good", "/sleep"))).Codes);
        Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(cast.Administrator, Publish(" ", "/sleep"))).Codes);
        (await cast.DoAsync(cast.Administrator, Publish("Good", "/" + new string('a', 1999)))).Done();
        Assert.Equal(["Good"], await TitlesAsync(cast));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_link_is_shown_once_though_two_publish_it_at_once_and_again_after_it_was_withdrawn(string database)
    {
        await using var stage = await OpenAsync("o7therapy", database);
        var cast = stage.Cast;

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(n => cast.DoAsync(cast.Administrator, Publish($"By {n}", "https://sleep.example.org/"))));
        Assert.Equal(["CONFLICT", "CONFLICT", "CONFLICT"], both.SelectMany(a => a.Codes));
        var resourceId = both.Single(a => a.IsDone)["publishResource.resource.id"];
        var withdraw = new Act("withdrawResource", new { resourceId }, "resource { withdrawnAt }");
        var first = (await cast.DoAsync(cast.Administrator, withdraw)).Done().Text;
        Assert.Empty(await TitlesAsync(cast));
        Assert.Equal(first, (await cast.DoAsync(cast.Administrator, withdraw)).Done().Text);
        Assert.Equal(["RESOURCE_NOT_FOUND"], (await cast.DoAsync(cast.Administrator, withdraw with { Input = new { resourceId = Guid.Empty } })).Codes);

        await PublishAsync(cast, "Again", "https://sleep.example.org/");
        Assert.Equal(["Again"], await TitlesAsync(cast));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_resource_published_again_with_its_key_is_one(string database)
    {
        await using var stage = await OpenAsync("o7therapy", database);
        var cast = stage.Cast;

        var first = await cast.DoAsync(cast.Administrator, Publish("Good", "/sleep"), "one");
        Assert.Equal(first.Done().Text, (await cast.DoAsync(cast.Administrator, Publish("Good", "/sleep"), "one")).Text);
        Assert.Equal(["KEY_REUSED"], (await cast.DoAsync(cast.Administrator, Publish("Other", "/sleep"), "one")).Codes);
        var withdraw = new Act("withdrawResource", new { resourceId = first["publishResource.resource.id"] }, "resource { withdrawnAt }");
        Assert.Equal((await cast.DoAsync(cast.Administrator, withdraw, "two")).Done().Text, (await cast.DoAsync(cast.Administrator, withdraw, "two")).Text);
        Assert.Empty(await TitlesAsync(cast));
    }

    private static async Task LeavesAsync(string profile, string provider, string database)
    {
        await using var stage = await OpenAsync(profile, database);
        await PublishAsync(stage.Cast, "Here", "/sleep");
        await PublishAsync(stage.Cast, "There", "https://sleep.example.org/tips?night=1");

        var shown = (await stage.Cast.AskAsync(null, Resources)).Done().All("resources.nodes");

        Assert.Equal([("Here", "false"), ("There", "true")], shown.Select(r => ((string)r["title"]!, r["external"]!.ToString())));
        Assert.Null(shown[0]["notice"]);
        var notice = (string)shown[1]["notice"]!;
        Assert.Contains($"{provider} does not run", notice, StringComparison.Ordinal);
        Assert.Contains("Read the privacy policy of that site", notice, StringComparison.Ordinal);
        Assert.Contains("takes no responsibility for it and gives no warranty", notice, StringComparison.Ordinal);
    }

    private static Task<Stage> OpenAsync(string profile, string database) => Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!) });

    private static Act Publish(string title, string link) => new("publishResource", new { title, summary = "What to expect.", link }, "resource { id external notice }");

    private static async Task<Answer> PublishAsync(Cast cast, string title, string link) => (await cast.DoAsync(cast.Administrator, Publish(title, link))).Done();

    private static async Task<IReadOnlyList<string>> TitlesAsync(Cast cast) =>
        [.. (await cast.AskAsync(null, Resources)).Done().All("resources.nodes").Select(r => (string)r["title"]!)];
}
