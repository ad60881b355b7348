using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Monolith.BuildingBlocks.Access;
using Monolith.Host.Graph;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Bounded;

public sealed class GraphBoundsTests
{
    private const string Introspection = "{ __schema { queryType { name } } }";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_production_only_an_administrator_sees_the_schema_and_is_helped_with_names()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite);
        var administrator = stage.Cast.Administrator;
        var client = await stage.Cast.ClientAsync();

        foreach (var token in new[] { null, client.Token })
        {
            Assert.Contains("INTROSPECTION_OFF", (await stage.Cast.Graph.SendAsync(Introspection, token: token)).Codes);
            Assert.DoesNotContain("Did you mean", (await stage.Cast.Graph.SendAsync("{ therapistz { id } }", token: token)).Text, StringComparison.Ordinal);
        }

        Assert.True((await stage.Cast.Graph.SendAsync(Introspection, token: administrator.Token)).IsDone);
        Assert.Contains("Did you mean", (await stage.Cast.Graph.SendAsync("{ therapistz { id } }", token: administrator.Token)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_has_a_budget_and_the_limits_are_told()
    {
        await using var host = await RunningHost.StartAsync(adjust: Settings(("GraphQL:RateLimit:Limit", "3"), ("GraphQL:Validation:MaxDepth", "5")));
        var graph = new GraphClient(host.Client);

        Assert.Equal("5", (await graph.SendAsync("{ limits { depth windowPoints } }"))["limits.depth"]);
        Assert.Equal("1", (await graph.SendAsync("{ rateLimit { remaining } }"))["rateLimit.remaining"]);
        Assert.Equal(HttpStatusCode.OK, (await graph.SendAsync("{ __typename }")).Status);
        var refused = await graph.SendAsync("{ __typename }");
        Assert.Equal((HttpStatusCode.TooManyRequests, "RATE_LIMITED"), (refused.Status, refused.Codes.Single()));
    }

    [Fact]
    public async Task Many_guesses_in_one_document_are_refused_and_the_account_is_not_locked()
    {
        await using var stage = await Stage.OpenAsync(Databases.Sqlite);
        var client = await stage.Cast.ClientAsync();
        var guesses = Enumerable.Range(0, 20).Select(n => $$"""g{{n}}: signIn(input: { email: "{{client.Email}}", password: "guess {{n}}" }) { errors { code } }""");

        Assert.Equal(["FIELD_NOT_ALONE"], (await stage.Cast.Graph.SendAsync($"mutation {{ {string.Join(' ', guesses.Take(2))} }}")).Codes);
        Assert.Equal(["TOO_MANY_ROOT_FIELDS"], (await stage.Cast.Graph.SendAsync($"mutation {{ {string.Join(' ', guesses)} }}")).Codes);
        await stage.Cast.SignInAsync(client);
    }

    [Theory]
    [InlineData("GraphQL:MaxFields", "many", "GraphQL:MaxFields")]
    [InlineData("GraphQL:Http:MaxBodyBytes", "x", "GraphQL:Http:MaxBodyBytes")]
    [InlineData("GraphQL:TrustedDocuments", "/nowhere/at/all.json", "GraphQL__TrustedDocuments")]
    [InlineData("GraphQL:Persisted:OnlyTrusted", "true", "GraphQL__Persisted__OnlyTrusted")]
    public async Task A_setting_that_cannot_be_read_stops_the_start_and_is_named(string name, string value, string named)
    {
        var refused = await Assert.ThrowsAsync<StartRefusedException>(async () => await (await RunningHost.StartAsync(adjust: Settings((name, value)))).DisposeAsync());

        Assert.Contains(named, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:aaaa::1", "20010db800010002")]
    [InlineData("2001:db8:1:2:bbbb::9", "20010db800010002")]
    [InlineData(null, "unknown")]
    public void Addresses_of_one_network_share_a_budget(string? address, string prefix) => Assert.Equal(prefix, CallerNetwork.Of(address));

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 26", "400")]
    [InlineData("Content-Length: 26", "200")]
    public async Task A_body_with_two_lengths_is_refused(string lengths, string status)
    {
        await using var host = await RunningHost.StartAsync();
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", host.Client.BaseAddress!.Port, Cancelled);
        const string Body = """{"query":"{ __typename }"}""";
        var body = lengths.Contains("chunked", StringComparison.Ordinal) ? $"1a\r\n{Body}\r\n0\r\n\r\n" : Body;
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{lengths}\r\n\r\n{body}"), Cancelled);

        using var reader = new StreamReader(socket.GetStream());
        Assert.StartsWith($"HTTP/1.1 {status}", await reader.ReadLineAsync(Cancelled), StringComparison.Ordinal);
    }

    private static Action<WebApplicationBuilder> Settings(params (string Name, string Value)[] settings) => builder =>
    {
        foreach (var (name, value) in settings)
        {
            builder.Configuration[name] = value;
        }
    };
}
