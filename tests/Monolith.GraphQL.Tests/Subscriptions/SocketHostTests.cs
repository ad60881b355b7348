using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Subscriptions;

/// <summary>What the host decides: who may connect, what each may see, how much of it, and when it ends.</summary>
public sealed class SocketHostTests : IAsyncDisposable
{
    private const string Query = """{"type":"subscribe","id":"1","payload":{"query":"{__typename}"}}""";
    private WebApplication? _app;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("UNAUTHENTICATED", 4401)]
    [InlineData("FORBIDDEN", 4403)]
    public async Task Whom_the_host_refuses_is_closed(string code, int expected)
    {
        using var client = await Connect(o => o.OnConnect = (_, _, _) => throw new GraphQLException("No.", code));
        await client.SayAsync("""{"type":"connection_init"}""");

        Assert.Equal(expected, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task The_host_reads_the_parameters_and_may_close_at_any_time()
    {
        GraphQLConnection? seen = null;
        using var client = await Connect(o => o.OnConnect = (connection, parameters, _) =>
        {
            (seen, connection.Subject) = (connection, parameters.GetProperty("Authorization").GetString());
            return default;
        });
        await client.GreetAsync("""{"Authorization":"Bearer x"}""");
        Assert.Equal("Bearer x", seen!.Subject);

        seen.Close(4403, "Signed out");

        Assert.Equal(4403, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Each_event_is_asked_about_and_a_refusal_is_the_last_thing_said()
    {
        var asked = 0;
        using var client = await Connect(o => o.OnRequest = (_, _) => ++asked > 2 ? throw new GraphQLException("No more.", "FORBIDDEN") : default);
        await client.GreetAsync();
        await client.SubscribeAsync("s", "subscription { count(to: 9) }");

        Assert.Equal(1, (int?)(await client.HearAsync())!["payload"]!["data"]!["count"]);
        Assert.Equal("FORBIDDEN", (string?)(await client.HearAsync())!["payload"]!["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("complete", (string?)(await client.HearAsync())!["type"]);
    }

    [Fact]
    public async Task A_result_that_the_host_calls_the_last_is_the_last()
    {
        using var client = await Connect(o => o.EndsStream = static _ => true);
        await client.GreetAsync();
        await client.SubscribeAsync("s", "subscription { count(to: 9) }");

        Assert.Equal("next", (string?)(await client.HearAsync())!["type"]);
        Assert.Equal("complete", (string?)(await client.HearAsync())!["type"]);
    }

    [Fact]
    public async Task One_operation_more_than_the_limit_is_refused()
    {
        using var client = await Connect(o => o.MaxOperations = 1);
        await client.GreetAsync();
        await client.SubscribeAsync("a", "subscription { endless }");
        Assert.Equal("a", (string?)(await client.HearAsync())!["id"]);
        await client.SayAsync(Query);

        Assert.Equal("TOO_MANY_OPERATIONS", (string?)(await client.HearAsync())!["payload"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task Operations_of_connections_count_as_requests_and_open_subscriptions_do_not()
    {
        var go = new TaskCompletionSource();
        var asked = 0;
        using var client = await Connect(o => o.OnRequest = (_, _) => Interlocked.Increment(ref asked) == 3 ? new ValueTask(go.Task) : default, max: 1);
        await client.GreetAsync();
        await client.SubscribeAsync("a", "subscription { endless }");
        Assert.Equal("a", (string?)(await client.HearAsync())!["id"]);

        await client.SubscribeAsync("slow", "{ __typename }");
        await client.SubscribeAsync("b", "{ __typename }");
        var refused = (await client.HearAsync())!;
        using var over = await _app!.GetTestClient().GetAsync(new Uri("/graphql?query={__typename}", UriKind.Relative), TestContext.Current.CancellationToken);
        go.SetResult();

        Assert.Equal(("b", "error"), ((string?)refused["id"], (string?)refused["type"]));
        Assert.Equal("SERVER_BUSY", (string?)refused["payload"]![0]!["extensions"]!["code"]);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, over.StatusCode);
        Assert.Equal("next", (string?)(await client.HearAsync())!["type"]);
        Assert.Equal("complete", (string?)(await client.HearAsync())!["type"]);
        await client.SubscribeAsync("c", "{ __typename }");
        Assert.Equal("c", (string?)(await client.HearAsync())!["id"]);
    }

    [Fact]
    public async Task A_message_larger_than_the_limit_closes_with_1009()
    {
        using var client = await Connect(o => o.MaxMessageBytes = 4096);
        await client.GreetAsync();
        await client.SubscribeAsync("a", "{ __typename " + new string(' ', 5000) + "}");

        Assert.Equal(1009, await client.CloseCodeAsync());
    }

    [Theory]
    [InlineData("http://localhost", true)]
    [InlineData("http://localhost:3000", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_pages_of_the_own_host_open_sockets(string origin, bool allowed)
    {
        _app = SampleHost.Build();
        await _app.StartAsync(TestContext.Current.CancellationToken);

        if (allowed)
        {
            using var client = await (await SocketClient.ConnectAsync(_app, origin: origin)).GreetAsync();
            return;
        }

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => SocketClient.ConnectAsync(_app, origin: origin));
    }

    [Fact]
    public async Task A_stopping_server_says_that_it_goes()
    {
        using var client = await (await Connect()).GreetAsync();

        var stopping = _app!.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1001, await client.CloseCodeAsync());
        await stopping;
    }

    private async Task<SocketClient> Connect(Action<GraphQLStreamOptions>? configure = null, int max = 1000)
    {
        _app = SampleHost.Build(options =>
        {
            options.MaxConcurrentRequests = max;
            configure?.Invoke(options.Streams);
        });
        await _app.StartAsync(TestContext.Current.CancellationToken);
        return await SocketClient.ConnectAsync(_app);
    }
}
