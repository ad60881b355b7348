using System.Net.Http.Headers;
using System.Net.Http.Json;
using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>What the platform puts on the wire under each policy: it carries sessions in tokens, so it owes nobody a cookie.</summary>
public sealed class CookieJourneyTests
{
    private const string Catalogue = "query($visitor: String) { cookieCatalogue(visitor: $visitor) { mode categories { name allowed } affectedFeatures } }";

    [Fact, Clause("TH-8")]
    public async Task A_service_without_cookies_sets_none_and_has_none_to_choose()
    {
        await using var stage = await OpenAsync("onetoonehelp");

        Assert.Empty(await SetCookiesAsync(stage.Cast, null));
        Assert.Empty((await stage.Cast.AskAsync(null, Catalogue)).Done().All("cookieCatalogue.categories"));
        var choose = new Act("setCookieChoices", new { choices = new[] { new { category = "NECESSARY", accepted = true } } }, "cookieChoices { visitor }");
        Assert.Equal(["FEATURE_DISABLED"], (await stage.Cast.DoAsync(null, choose)).Codes);
    }

    [Theory]
    [InlineData("calmally")]
    [InlineData("o7therapy")]
    [InlineData("alopal")]
    [Clause("CA-10.1")]
    [Clause("CA-10.2")]
    [Clause("O7-1.14")]
    [Clause("AP-77")]
    public async Task Whoever_refuses_every_cookie_is_set_none_and_works_with_a_token(string profile)
    {
        await using var stage = await OpenAsync(profile);
        var cast = stage.Cast;
        var names = (await cast.AskAsync(null, Catalogue)).Done().All("cookieCatalogue.categories").Select(c => (string)c["name"]!).ToList();
        var choices = names.ConvertAll(category => new { category, accepted = false });
        var refused = (await cast.DoAsync(null, new("setCookieChoices", new { choices }, "cookieChoices { visitor categories { allowed } }"))).Done();
        var visitor = refused["setCookieChoices.cookieChoices.visitor"];

        var set = await SetCookiesAsync(cast, visitor);

        Assert.Empty(set);
        var after = (await cast.AskAsync(null, Catalogue, new { visitor })).Done();
        Assert.All(after.All("cookieCatalogue.categories"), c => Assert.False((bool)c["allowed"]!));
        Assert.NotEmpty(after.All("cookieCatalogue.affectedFeatures"));
        var trackers = (await cast.AskAsync(null, "query($visitor: String) { trackers(visitor: $visitor) { vendor category } }", new { visitor })).Done().All("trackers");
        Assert.DoesNotContain(trackers, t => t["category"] is not null);
    }

    [Fact, Clause("O7-4.14")]
    public async Task A_mail_hands_its_address_and_words_to_the_messenger_and_nothing_else()
    {
        await using var stage = await OpenAsync("o7therapy");
        var cast = stage.Cast;
        (await cast.DoAsync(null, new("registerClient", Newcomer(cast.Named("newcomer"), "nickname"), "registration { message }"))).Done();
        await cast.RunJobsAsync();

        var calls = (await cast.AskAsync(null, "{ processorCalls(processor: \"MESSAGING\") { fields } }")).Done().All("processorCalls");

        Assert.NotEmpty(calls);
        Assert.All(calls, c => Assert.Equal(["address", "text"], c["fields"]!.AsArray().Select(f => (string)f!)));
    }

    [Theory]
    [InlineData("o7therapy", 1, "nickname")]
    [InlineData("alopal", 2, "firstName", "lastName")]
    [Clause("O7-13.1")]
    [Clause("AP-5")]
    public async Task Nobody_registers_without_accepting_the_documents_and_who_does_has_accepted_each(string profile, int documents, params string[] names)
    {
        await using var stage = await OpenAsync(profile);
        var cast = stage.Cast;
        var person = cast.Named("newcomer");
        var input = Newcomer(person, names);

        Assert.Equal(["POLICY_ACCEPTANCE_REQUIRED"], (await cast.DoAsync(null, new("registerClient", input.With(("acceptPolicy", false)), "registration { message }"))).Codes);
        (await cast.DoAsync(null, new("registerClient", input, "registration { message }"))).Done();
        await cast.ConfirmAsync(person);

        var accepted = (await cast.AskAsync(person, "{ consents { acceptances { kind number document acceptedAt } } }")).Done().All("consents.acceptances");
        Assert.Equal(documents, accepted.Count);
        Assert.All(accepted, a => Assert.Equal(("REGISTRATION", "1"), ((string)a["kind"]!, a["number"]!.ToString())));
    }

    private static Task<Stage> OpenAsync(string profile) => Stage.OpenAsync(Databases.Sqlite, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find(profile)!) });

    private static object Newcomer(Person person, params string[] names) => new
    {
        email = person.Email, dateOfBirth = "1990-05-17", password = Person.Password, affirmAdult = true, acceptPolicy = true,
        fields = names.Select(name => new { name, value = "Willow" }),
    };

    // A caller that drops every cookie walks through the platform; what it was told to keep comes back.
    private static async Task<IReadOnlyList<string>> SetCookiesAsync(Cast cast, string? visitor)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = cast.Graph.Address };
        var token = (await cast.SignInAsync(cast.Administrator)).Token;
        List<string> set = [];
        foreach (var (query, signedIn) in new[]
        {
            ($"mutation {{ signIn(input: {{ email: \"{cast.Administrator.Email}\", password: \"{Person.Password}\" }}) {{ signIn {{ accessToken }} errors {{ code }} }} }}", false),
            ("{ me { id } policyDocument { number } trackers { vendor } }", true),
            ("{ purposes { key } notices { text } }", false),
            ($"mutation {{ setCookieChoices(input: {{ choices: [], visitor: \"{visitor}\" }}) {{ errors {{ code }} }} }}", false),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
            request.Headers.Authorization = signedIn ? new AuthenticationHeaderValue("Bearer", token) : null;
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.DoesNotContain("UNAUTHENTICATED", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            set.AddRange(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        }

        using var page = await http.GetAsync("/", TestContext.Current.CancellationToken);
        set.AddRange(page.Headers.TryGetValues("Set-Cookie", out var ofPage) ? ofPage : []);
        return set;
    }
}
