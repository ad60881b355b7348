using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Subscriptions;

public sealed class ResponseStreamTests
{
    private readonly SampleServer _server = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_event_is_one_result_and_the_end_of_the_source_is_the_end()
    {
        var results = await Results("subscription ($to: Int!) { n: count(to: $to) }", new { to = 3 });

        Assert.Equal(["""{"data":{"n":1}}""", """{"data":{"n":2}}""", """{"data":{"n":3}}"""], results);
    }

    [Fact]
    public async Task An_event_that_was_published_before_the_first_read_is_not_missed()
    {
        var start = await Start("subscription { bookAdded { title author { name } } }");
        _server.Topics.Publish("books", _server.Shelves.Books[0]);

        await using var stream = start.Stream!;
        await using var events = stream.Events.GetAsyncEnumerator(Cancel);
        Assert.True(await events.MoveNextAsync());
        using var result = await stream.ExecuteAsync(events.Current, Context(), Cancel);

        Assert.Equal("""{"data":{"bookAdded":{"title":"Book 01","author":{"name":"Author 2"}}}}""", Encoding.UTF8.GetString(result.Json.Span));
    }

    [Fact]
    public async Task A_field_with_a_source_of_its_own_is_resolved_for_each_event_and_an_error_ends_nothing()
    {
        var start = await Start("""subscription { titleOfGenre(genre: NOVEL, separator: "/") }""");
        await using var stream = start.Stream!;
        var book = _server.Shelves.Books[0];
        _server.Topics.Publish("books/NonFiction", book);
        _server.Topics.Publish("books/Novel", book with { Title = "!" });
        _server.Topics.Publish("books/Novel", book);

        var results = await Results(stream, 2);

        Assert.Equal("HIDDEN", (string?)JsonNode.Parse(results[0])!["errors"]![0]!["extensions"]!["code"]);
        Assert.Null(JsonNode.Parse(results[0])!["data"]);
        Assert.Equal("""{"data":{"titleOfGenre":"Book 01/Author 2"}}""", results[1]);
    }

    [Theory]
    [InlineData("subscription { closed }", "CLOSED")]
    [InlineData("subscription { titleOfGenre(genre: $g) }", null)]
    [InlineData("subscription { count(to: 1) bookAdded { title } }", null)]
    [InlineData("subscription { __typename }", null)]
    [InlineData("subscription ($b: Boolean!) { count(to: 1) @skip(if: $b) }", null)]
    [InlineData("subscription ($to: Int!) { count(to: $to) }", null)]
    public async Task What_is_wrong_before_the_first_event_is_a_request_error(string document, string? code)
    {
        var start = await Start(document);

        Assert.Null(start.Stream);
        using var result = start.Result!;
        Assert.Equal(ResultKind.Refused, result.Kind);
        Assert.DoesNotContain("\"data\"", Encoding.UTF8.GetString(result.Json.Span), StringComparison.Ordinal);
        Assert.True(code is null || result.Errors[0].Code == code, result.Errors[0].Message);
    }

    [Fact]
    public async Task An_event_that_would_cost_too_much_is_refused_before_the_source_is_opened()
    {
        var server = new SampleServer(new RequestExecutorOptions { Cost = new() { MaxCost = 0 } });
        var request = new GraphQLRequest { Query = "subscription { bookAdded { title author { name } } }"u8.ToArray() };

        var start = await server.Executor.StartAsync(request, server.Executor.CreateContext(server.Services, "request-1"), Cancel);

        Assert.Null(start.Stream);
        Assert.Equal(ResultKind.Refused, start.Result!.Kind);
        Assert.False(server.Topics.HasSubscribers("books"));
    }

    [Fact]
    public async Task What_a_source_throws_is_masked()
    {
        var start = await Start("subscription { count(to: 3, breaksAt: 2) }");
        await using var stream = start.Stream!;
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Results(stream, 3));
        using var failure = stream.FailureOf(fault, Context());

        Assert.Equal("INTERNAL", failure.Errors[0].Code);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(failure.Json.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_goes_before_reading_is_subscribed_no_more()
    {
        var start = await Start("subscription { bookAdded { title } }");
        Assert.True(_server.Topics.HasSubscribers("books"));

        await start.Stream!.DisposeAsync();

        Assert.False(_server.Topics.HasSubscribers("books"));
    }

    [Fact]
    public async Task An_ordinary_execution_refuses_subscriptions()
    {
        var answer = await _server.Ask("subscription { count(to: 1) }");

        Assert.Equal("OPERATION_NOT_SUPPORTED", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public void A_subscription_without_events_does_not_build()
    {
        var fault = Assert.Throws<NotSupportedException>(() => new SchemaBuilder().AddTypeExtension(typeof(NoEvents)));

        Assert.Contains("NoEvents.Silent", fault.Message, StringComparison.Ordinal);
    }

    private async Task<List<string>> Results(string document, object? variables = null)
    {
        var start = await Start(document, variables);
        await using var stream = start.Stream!;
        return await Results(stream, int.MaxValue);
    }

    private async Task<List<string>> Results(ResponseStream stream, int count)
    {
        List<string> all = [];
        await foreach (var item in stream.Events.WithCancellation(Cancel))
        {
            using var result = await stream.ExecuteAsync(item, Context(), Cancel);
            all.Add(Encoding.UTF8.GetString(result.Json.Span));
            if (all.Count == count)
            {
                break;
            }
        }

        return all;
    }

    private async Task<OperationStart> Start(string document, object? variables = null)
    {
        var request = new GraphQLRequest { Query = Encoding.UTF8.GetBytes(document), Variables = variables is null ? default : JsonSerializer.SerializeToElement(variables) };
        return await _server.Executor.StartAsync(request, Context(), Cancel);
    }

    private RequestContext Context() => _server.Executor.CreateContext(_server.Services, "request-1");
}
