using System.Net.Http.Headers;
using System.Net.Http.Json;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class PreferenceCookieTests
{
    private const string Name = "__Host-preferences";
    private const string Kept = "{ rememberedPreferences { language userName customisation } }";
    private const string Nothing = """{"language":null,"userName":null,"customisation":null}""";

    [Theory, ClassData(typeof(Databases)), Clause("O7-1.20")]
    public async Task Who_accepted_such_cookies_finds_their_language_again_and_who_refused_is_set_none(string database)
    {
        await using var stage = await OpenAsync("o7therapy", database);
        var client = await ClientAsync(stage.Cast);

        Assert.Equal("CONSENT_REQUIRED", (await RememberAsync(stage.Cast, client)).Codes.Single());
        (await stage.Cast.DoAsync(client, Choose(null, accepted: true))).Done();
        var (set, _) = await SendAsync(stage.Cast, Remember(null), client);
        var cookie = Assert.Single(set);

        Assert.All(["path=/", "secure", "httponly", "samesite=lax", "max-age=15552000"], attribute => Assert.Contains(attribute, cookie.ToLowerInvariant().Split("; "), StringComparer.Ordinal));
        Assert.Equal("ar", (await SendAsync(stage.Cast, "{ me { language } }", client, cookie)).Answer["me.language"]);
        Assert.Null((await SendAsync(stage.Cast, "{ me { language } }", client)).Answer.Find("me.language"));

        var (removed, _) = await SendAsync(stage.Cast, Choose(null, accepted: false).Document, client, cookie, Choose(null, accepted: false).Variables);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(removed), StringComparison.Ordinal);
        Assert.Null((await SendAsync(stage.Cast, "{ me { language } }", client, cookie)).Answer.Find("me.language"));
        Assert.Empty((await SendAsync(stage.Cast, Remember(null), client)).Set);
    }

    [Theory, ClassData(typeof(Databases)), Clause("O7-1.20")]
    public async Task A_visitors_cookie_stands_and_falls_with_their_choice(string database)
    {
        await using var stage = await OpenAsync("o7therapy", database);
        var visitor = (await stage.Cast.DoAsync(null, Choose(null, accepted: true))).Done()["setCookieChoices.cookieChoices.visitor"];

        Assert.Empty((await SendAsync(stage.Cast, Remember("a token of nobody"))).Set);
        var (set, _) = await SendAsync(stage.Cast, Remember(visitor));
        var cookie = Assert.Single(set);
        Assert.Equal("""{"language":"ar","userName":"Willow","customisation":"dark"}""", await KeptAsync(stage.Cast, cookie));
        Assert.DoesNotContain("Willow", cookie, StringComparison.Ordinal);
        Assert.Equal(["UNAUTHENTICATED"], (await SendAsync(stage.Cast, "{ me { id } }", null, cookie)).Answer.Codes);

        var refuse = Choose(visitor, accepted: false);
        var (removed, _) = await SendAsync(stage.Cast, refuse.Document, null, cookie, refuse.Variables);
        Assert.StartsWith($"{Name}=;", Assert.Single(removed), StringComparison.Ordinal);
        Assert.Equal(Nothing, await KeptAsync(stage.Cast, cookie));
    }

    [Fact]
    public async Task Who_signs_in_keeps_what_their_browser_remembers_until_their_account_chooses()
    {
        await using var stage = await OpenAsync("o7therapy", Databases.Sqlite);
        var client = await ClientAsync(stage.Cast);
        var visitor = (await stage.Cast.DoAsync(null, Choose(null, accepted: true))).Done()["setCookieChoices.cookieChoices.visitor"];
        var cookie = (await SendAsync(stage.Cast, Remember(visitor))).Set.Single();

        Assert.Equal("ar", (await SendAsync(stage.Cast, "{ me { language } }", client, cookie)).Answer["me.language"]);
        (await stage.Cast.DoAsync(client, new("updateProfile", new { fields = new[] { new { name = "language", value = "en" } } }, "account { id }"))).Done();
        Assert.Equal("en", (await SendAsync(stage.Cast, "{ me { language } }", client, cookie)).Answer["me.language"]);
        (await stage.Cast.DoAsync(client, Choose(null, accepted: false))).Done();
        Assert.StartsWith($"{Name}=;", Assert.Single((await SendAsync(stage.Cast, "{ me { id } }", client, cookie)).Set), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_was_changed_made_up_or_made_elsewhere_is_taken_away_and_not_believed()
    {
        await using var stage = await OpenAsync("helpu", Databases.Sqlite);
        await using var other = await OpenAsync("helpu", Databases.Sqlite);
        var own = await CookieAsync(stage.Cast);
        var value = own.Split(';')[0][(Name.Length + 1)..];
        var flipped = (value[60] == 'A' ? 'B' : 'A') + value[61..];
        foreach (var forged in new[] { "x", "no base64 !", Convert.ToBase64String(new byte[200]), value[..60] + flipped, value[..^4], (await CookieAsync(other.Cast)).Split(';')[0][(Name.Length + 1)..] })
        {
            var (set, answer) = await SendAsync(stage.Cast, Kept, null, $"{Name}={Uri.EscapeDataString(forged)}");

            Assert.Equal(Nothing, answer.Find("rememberedPreferences")!.ToJsonString());
            Assert.StartsWith($"{Name}=;", Assert.Single(set), StringComparison.Ordinal);
        }

        Assert.Empty((await SendAsync(stage.Cast, Kept, null, own)).Set);
    }

    [Fact]
    public async Task A_cookie_keeps_only_what_the_policy_has_one_for_and_nothing_malformed()
    {
        await using var none = await OpenAsync("calmally", Databases.Sqlite);
        Assert.Equal(["FEATURE_DISABLED"], (await none.Cast.DoAsync(null, new("rememberPreferences", new { language = "ar" }, "preferences { language }"))).Codes);

        await using var stage = await OpenAsync("helpu", Databases.Sqlite);
        var (set, _) = await SendAsync(stage.Cast, "mutation { rememberPreferences(input: { language: \"ar\" }) { errors { code } } }");
        Assert.Single(set);
        foreach (var (input, code) in new (object, string)[]
        {
            (new { userName = "Willow" }, "FEATURE_DISABLED"), (new { customisation = "dark" }, "FEATURE_DISABLED"), (new { language = "<script>" }, "FIELD_REQUIRED"),
            (new { language = "ar", visitor = new string('v', 101) }, "FIELD_REQUIRED"),
        })
        {
            Assert.Equal([code], (await stage.Cast.DoAsync(null, new("rememberPreferences", input, "preferences { language }"))).Codes);
        }

        var (cleared, _) = await SendAsync(stage.Cast, "mutation { rememberPreferences(input: { }) { errors { code } } }", null, set[0]);
        Assert.StartsWith($"{Name}=;", Assert.Single(cleared), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_sets_no_cookie()
    {
        await using var stage = await OpenAsync("helpu", Databases.Sqlite);
        using var socket = await Subscriber.ConnectAsync(stage.Cast.Graph.Address, null);

        var told = await socket.AskAsync("mutation { rememberPreferences(input: { language: \"ar\" }) { errors { code } } }");

        Assert.Equal("FEATURE_DISABLED", (string?)told["data"]!["rememberPreferences"]!["errors"]![0]!["code"]);
    }

    private static Task<Stage> OpenAsync(string profile, string database) => Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!) });

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
        return person;
    }

    private static Act Choose(string? visitor, bool accepted) =>
        new("setCookieChoices", new { choices = new[] { new { category = "FUNCTIONALITY", accepted } }, visitor }, "cookieChoices { visitor }");

    private static string Remember(string? visitor) =>
        $"mutation {{ rememberPreferences(input: {{ language: \"ar\", userName: \"Willow\", customisation: \"dark\", visitor: {(visitor is null ? "null" : $"\"{visitor}\"")} }}) {{ errors {{ code }} }} }}";

    private static async Task<Answer> RememberAsync(Cast cast, Person who) => (await SendAsync(cast, Remember(null), who)).Answer;

    // Where the cookie is allowed before anything was chosen, only its seal stands between a forger and what is believed.
    private static async Task<string> CookieAsync(Cast cast) => (await SendAsync(cast, "mutation { rememberPreferences(input: { language: \"ar\" }) { errors { code } } }")).Set.Single();

    private static async Task<string> KeptAsync(Cast cast, string cookie) => (await SendAsync(cast, Kept, null, cookie)).Answer.Done().Find("rememberedPreferences")!.ToJsonString();

    // As a browser does: what was set is sent back, without its attributes.
    private static async Task<(IReadOnlyList<string> Set, Answer Answer)> SendAsync(Cast cast, string query, Person? who = null, string? cookie = null, object? variables = null)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = cast.Graph.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        request.Headers.Authorization = who?.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie.Split(';')[0]);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var set = answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.ToList() : [];
        return (set, new Answer(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
