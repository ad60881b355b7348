using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Page;

public sealed class BrowserTests
{
    [Fact]
    public async Task Somebody_repeats_a_step_of_the_journey_by_hand_in_the_page()
    {
        GraphiQLPageTests.NeedsPage();
        await using var platform = await RunningPlatform.StartAsync(Databases.Sqlite);
        var cast = new Cast(platform.Graph);
        await cast.OpenAsync(await platform.ConsoleTokenAsync());
        var care = await Care.BeginAsync(cast, "browsing");
        var client = care.Client;
        await using var browser = await Browser.OpenAsync(new Uri(platform.Address, "/graphql"));

        await browser.WriteAsync("query Roots { __schema { mutationType { name } } }");
        await browser.RunAsync("\"Mutation\"");
        Assert.Contains("registerClient", await browser.ReadAsync("Mutation"), StringComparison.Ordinal);
        await browser.KeepAsync("graphiql-docs.png");

        await browser.WriteAsync($$"""mutation Enter { signIn(input: { email: "{{client.Email}}", password: "{{Person.Password}}" }) { signIn { accessToken } } }""");
        await browser.RunAsync("accessToken");
        var token = await browser.ValueAsync("accessToken");
        await browser.WriteAsync("query Myself { me { name } }");
        await browser.RunAsync("UNAUTHENTICATED");
        await browser.SetHeadersAsync($$"""{ "Authorization": "Bearer {{token}}" }""");
        await browser.RunAsync(client.Name.Split(' ')[0]);

        await browser.WriteAsync("subscription Hear { messageSent { text } }");
        await browser.ListenAsync(async () => (await cast.DoAsync(client, new("sendMessage", new { text = "Said elsewhere", therapistId = care.Therapist.Id }, "message { id }"))).Done(), "Said elsewhere");
        Assert.Equal([$"ws://{platform.Address.Authority}/graphql"], browser.Sockets);
        await browser.KeepAsync("graphiql-subscription.png");

        var history = await browser.HistoryAsync();
        Assert.All(["Roots", "Enter", "Myself", "Hear"], name => Assert.Contains(name, history, StringComparison.Ordinal));
        await browser.KeepAsync("graphiql.png");
        Assert.Empty(browser.Complaints);
    }
}
