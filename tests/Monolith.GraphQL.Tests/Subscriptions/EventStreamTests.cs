using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Subscriptions;
using Monolith.GraphQL.Tests.Bounded;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Subscriptions;

public sealed class EventStreamTests : IAsyncDisposable
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    private const string Stream = "text/event-stream";
    private WebApplication? _app;
    private HttpClient? _http;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("{ __typename }", "event: next\ndata: {\"data\":{\"__typename\":\"Query\"}}\n\nevent: complete\ndata:\n\n")]
    [InlineData("subscription { n: count(to: 2) }", "event: next\ndata: {\"data\":{\"n\":1}}\n\nevent: next\ndata: {\"data\":{\"n\":2}}\n\nevent: complete\ndata:\n\n")]
    public async Task One_operation_is_a_stream_of_its_own(string document, string expected)
    {
        var response = await Post(document);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Stream, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(":\n\n" + expected, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Theory]
    [InlineData("{ nope }")]
    [InlineData("subscription { closed }")]
    [InlineData("subscription { count(to: 2, breaksAt: 1) }")]
    public async Task What_is_refused_is_the_last_result(string document)
    {
        var text = await (await Post(document)).Content.ReadAsStringAsync(Cancel);

        Assert.Contains("event: next\ndata: {\"errors\":[", text, StringComparison.Ordinal);
        Assert.EndsWith("event: complete\ndata:\n\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscriptions_may_be_asked_by_GET_and_mutations_may_not()
    {
        await Start();
        var subscription = await Get("subscription { count(to: 1) }");
        var mutation = await Get("""mutation { addBook(input: { title: "x", genre: NOVEL, authorId: "x" }) { title } }""");

        Assert.Contains("\"count\":1", subscription, StringComparison.Ordinal);
        Assert.Contains("errors", mutation, StringComparison.Ordinal);
        Assert.Empty(_app!.Services.GetRequiredService<Shelves>().Log);
    }

    [Theory]
    [InlineData("text/event-stream, application/json")]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed")]
    [InlineData("*/*")]
    public async Task Who_takes_JSON_as_well_gets_JSON(string accept)
    {
        var response = await Post("{ __typename }", accept);

        Assert.NotEqual(Stream, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Whom_the_host_refuses_gets_the_error_and_no_stream()
    {
        await Start(o =>
        {
            o.Streams.OnConnect = (_, _, _) => throw new GraphQLException("Sign in.", "UNAUTHENTICATED");
            o.StatusFor = _ => 401;
        });

        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("{ __typename }")).StatusCode);
    }

    [Fact]
    public async Task Who_goes_is_subscribed_no_more()
    {
        await Start();
        var topics = _app!.Services.GetRequiredService<IEventTopics>();
        var response = await Send(HttpMethod.Post, new { query = "subscription { bookAdded { title } }" }, null, Stream);
        await Until(() => topics.HasSubscribers("books"));

        response.Dispose();

        await Until(() => !topics.HasSubscribers("books"));
    }

    [Fact]
    public async Task One_connection_carries_several_operations()
    {
        await Start();
        var token = await Reserve();
        using var stream = await Send(HttpMethod.Get, null, token, Stream);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(Cancel));

        Assert.Equal(HttpStatusCode.Accepted, (await Add(token, "a", "subscription { n: count(to: 1) }")).StatusCode);
        Assert.Equal(["event: next", """data: {"id":"a","payload":{"data":{"n":1}}}""", "event: complete", """data: {"id":"a"}"""], await Lines(reader, 4));
        Assert.Equal(HttpStatusCode.Accepted, (await Add(token, "a", "{ nope }")).StatusCode);
        Assert.StartsWith("""data: {"id":"a","payload":{"errors":[""", (await Lines(reader, 4))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_of_a_shared_stream_is_ended_by_DELETE()
    {
        await Start();
        var token = await Reserve();
        using var stream = await Send(HttpMethod.Get, null, token, Stream);
        await Add(token, "a", "subscription { endless }");
        Assert.Equal(HttpStatusCode.Conflict, (await Add(token, "a", "{ __typename }")).StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Delete, "/graphql?operationId=a");
        request.Headers.Add(TokenHeader, token);
        Assert.Equal(HttpStatusCode.OK, (await _http!.SendAsync(request, Cancel)).StatusCode);

        await Until(() => _app!.Services.GetRequiredService<Shelves>().Log.Contains("ended"));
    }

    [Fact]
    public async Task A_stream_is_opened_once_and_only_with_its_token()
    {
        await Start();
        var token = await Reserve();
        Assert.Equal(HttpStatusCode.Conflict, (await Add(token, "a", "{ __typename }")).StatusCode);
        using var stream = await Send(HttpMethod.Get, null, token, Stream);

        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await Send(HttpMethod.Get, null, token, Stream)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, null, "0123", Stream)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(HttpMethod.Post, new { query = "{ __typename }" }, token, null)).StatusCode);
    }

    [Fact]
    public async Task A_token_is_worth_nothing_to_somebody_else()
    {
        await Start(o => o.Streams.OnConnect = static (connection, _, _) =>
        {
            connection.Subject = connection.HttpContext.Request.Headers.Authorization.ToString();
            return default;
        });
        var token = await Reserve("one");

        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, null, token, Stream, "two")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Get, null, token, Stream, "one")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Post, new { query = "{ __typename }" }, token, null, "two")).StatusCode);
    }

    [Fact]
    public async Task Reservations_are_limited_and_pass()
    {
        var clock = new ManualClock();
        await Start(o => (o.Streams.MaxReservedStreams, o.Streams.ReservationTimeout) = (1, TimeSpan.FromSeconds(30)), clock);
        var token = await Reserve();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Send(HttpMethod.Put, null, null, null)).StatusCode);
        clock.Go(TimeSpan.FromSeconds(31));

        Assert.Equal(HttpStatusCode.NotFound, (await Send(HttpMethod.Get, null, token, Stream)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await Send(HttpMethod.Put, null, null, null)).StatusCode);
    }

    private static async Task<List<string>> Lines(StreamReader reader, int count)
    {
        List<string> lines = [];
        while (lines.Count < count && await reader.ReadLineAsync(Cancel).AsTask().WaitAsync(TimeSpan.FromSeconds(10), Cancel) is { } line)
        {
            if (line.Length > 1)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 500 && !condition(); i++)
        {
            await Task.Delay(10, Cancel);
        }

        Assert.True(condition());
    }

    private async Task<string> Reserve(string? caller = null)
    {
        var response = await Send(HttpMethod.Put, null, null, null, caller);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private Task<HttpResponseMessage> Add(string token, string id, string document) =>
        Send(HttpMethod.Post, new { query = document, extensions = new { operationId = id } }, token, null);

    private async Task<string> Get(string document)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(document)}");
        request.Headers.Accept.ParseAdd(Stream);
        return await (await _http!.SendAsync(request, Cancel)).Content.ReadAsStringAsync(Cancel);
    }

    private async Task<HttpResponseMessage> Post(string document, string accept = Stream)
    {
        await Start();
        return await Send(HttpMethod.Post, new { query = document }, null, accept);
    }

    private async Task<HttpResponseMessage> Send(HttpMethod method, object? body, string? token, string? accept, string? caller = null)
    {
        var request = new HttpRequestMessage(method, "/graphql") { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Authorization", caller);
        if (token is not null)
        {
            request.Headers.Add(TokenHeader, token);
        }

        return await _http!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }

    private async Task Start(Action<GraphQLServerOptions>? configure = null, TimeProvider? clock = null)
    {
        if (_app is null)
        {
            _app = SampleHost.Build(configure, clock: clock);
            await _app.StartAsync(Cancel);
            _http = _app.GetTestServer().CreateClient();
        }
    }
}
