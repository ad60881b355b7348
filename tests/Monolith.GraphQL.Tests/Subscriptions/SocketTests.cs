using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Subscriptions;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Subscriptions;

public sealed class SocketTests : IAsyncDisposable
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
    [InlineData("{nope")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"id":"1"}""")]
    [InlineData("""{"type":"start","id":"1","payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{__typename}"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{__typename}"}}""")]
    [InlineData("""{"type":"subscribe","id":1,"payload":{"query":"{__typename}"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{__typename}","variables":"x"}}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"ping","payload":"x"}""")]
    public async Task A_message_that_the_protocol_does_not_know_closes_with_4400(string message)
    {
        using var client = await (await Connect()).GreetAsync();

        await client.SayAsync(message);

        Assert.Equal(4400, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_query_is_answered_and_completed_and_its_id_is_free_again()
    {
        using var client = await (await Connect()).GreetAsync();
        for (var round = 0; round < 3; round++)
        {
            await client.SayAsync(Query);

            Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"__typename":"Query"}}}""", (await client.HearAsync())!.ToJsonString());
            Assert.Equal("""{"id":"1","type":"complete"}""", (await client.HearAsync())!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("{ nope }")]
    [InlineData("{")]
    [InlineData("subscription { closed }")]
    public async Task What_is_refused_is_an_error_and_leaves_the_socket_open(string document)
    {
        using var client = await (await Connect()).GreetAsync();

        await client.SubscribeAsync("e", document);
        var error = await client.HearAsync();
        await client.SayAsync(Query);

        Assert.Equal("error", (string?)error!["type"]);
        Assert.NotNull((string?)error["payload"]![0]!["message"]);
        Assert.Equal("next", (string?)(await client.HearAsync())!["type"]);
    }

    [Fact]
    public async Task A_subscription_gives_each_event_and_its_end()
    {
        using var client = await (await Connect()).GreetAsync();

        await client.SubscribeAsync("s", "subscription { count(to: 2) }");

        Assert.Equal(1, (int?)(await client.HearAsync())!["payload"]!["data"]!["count"]);
        Assert.Equal(2, (int?)(await client.HearAsync())!["payload"]!["data"]!["count"]);
        Assert.Equal("""{"id":"s","type":"complete"}""", (await client.HearAsync())!.ToJsonString());
    }

    [Fact]
    public async Task A_source_that_breaks_ends_its_operation_alone_and_says_nothing_of_the_inside()
    {
        using var client = await (await Connect()).GreetAsync();

        await client.SubscribeAsync("s", "subscription { count(to: 2, breaksAt: 1) }");
        var error = await client.HearAsync();
        await client.SayAsync(Query);

        Assert.Equal("INTERNAL", (string?)error!["payload"]![0]!["extensions"]!["code"]);
        Assert.DoesNotContain("secret", error.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("1", (string?)(await client.HearAsync())!["id"]);
    }

    [Fact]
    public async Task Complete_ends_the_source_and_nothing_more_is_said()
    {
        using var client = await (await Connect()).GreetAsync();
        await client.SubscribeAsync("s", "subscription { endless }");
        Assert.Equal("next", (string?)(await client.HearAsync())!["type"]);

        await client.SayAsync("""{"type":"complete","id":"s"}""");
        await client.SayAsync("""{"type":"complete","id":"unknown"}""");
        await Until(() => Log.Contains("ended"));
        await client.SayAsync(Query);

        Assert.Equal("1", (string?)(await client.HearAsync())!["id"]);
    }

    [Fact]
    public async Task A_dropped_socket_ends_its_sources()
    {
        var client = await (await Connect()).GreetAsync();
        await client.SubscribeAsync("s", "subscription { bookAdded { title } }");
        var topics = _app!.Services.GetRequiredService<IEventTopics>();
        await Until(() => topics.HasSubscribers("books"));

        client.Drop();

        await Until(() => !topics.HasSubscribers("books"));
    }

    [Fact]
    public async Task Ping_is_answered_with_its_payload_before_and_after_the_greeting()
    {
        using var client = await Connect();
        await client.SayAsync("""{"type":"ping"}""");
        Assert.Equal("""{"type":"pong"}""", (await client.HearAsync())!.ToJsonString());
        await client.SayAsync("""{"type":"pong"}""");

        await client.GreetAsync();
        await client.SayAsync("""{"type":"ping","payload":{"a":1}}""");

        Assert.Equal("""{"type":"pong","payload":{"a":1}}""", (await client.HearAsync())!.ToJsonString());
    }

    [Fact]
    public async Task Who_does_not_greet_is_closed_with_4408_and_pings_do_not_help()
    {
        using var client = await Connect(o => o.InitTimeout = TimeSpan.FromMilliseconds(300));
        await client.SayAsync("""{"type":"ping"}""");

        Assert.Equal(4408, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Subscribing_before_the_greeting_closes_with_4401()
    {
        using var client = await Connect();
        await client.SayAsync(Query);

        Assert.Equal(4401, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Greeting_twice_closes_with_4429()
    {
        using var client = await (await Connect()).GreetAsync();
        await client.SayAsync("""{"type":"connection_init"}""");

        Assert.Equal(4429, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task One_id_for_two_operations_closes_with_4409()
    {
        using var client = await (await Connect()).GreetAsync();
        await client.SubscribeAsync("s", "subscription { endless }");
        await client.SubscribeAsync("s", "subscription { endless }");

        Assert.Equal(4409, await client.CloseCodeAsync());
    }

    [Theory]
    [InlineData("graphql-ws")]
    [InlineData("mqtt")]
    public async Task Another_protocol_is_closed_with_4406(string protocol)
    {
        using var client = await Connect(protocol: protocol);

        Assert.True(string.IsNullOrEmpty(client.SubProtocol));
        Assert.Equal(4406, await client.CloseCodeAsync());
    }

    private List<string> Log => _app!.Services.GetRequiredService<Shelves>().Log;

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        Assert.True(condition());
    }

    private async Task<SocketClient> Connect(Action<GraphQLStreamOptions>? configure = null, string protocol = SocketClient.Protocol)
    {
        _app = SampleHost.Build(options => configure?.Invoke(options.Streams));
        await _app.StartAsync(TestContext.Current.CancellationToken);
        return await SocketClient.ConnectAsync(_app, protocol);
    }
}
