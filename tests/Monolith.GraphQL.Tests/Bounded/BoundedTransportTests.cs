using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Bounded;

public sealed class BoundedTransportTests
{
    private const string Json = "application/json";

    [Theory]
    [InlineData(Json)]
    [InlineData("application/graphql-response+json")]
    public async Task Over_the_budget_is_429_and_the_headers_say_when_to_come_again(string accept)
    {
        var clock = new ManualClock();
        await using var app = await Start(executor: e =>
        {
            (e.TimeProvider, e.Timeout) = (clock, Timeout.InfiniteTimeSpan);
            e.RateLimit = new RateLimitOptions { PartitionBy = _ => "one", Limit = 2, Window = TimeSpan.FromSeconds(90) };
        });

        using var first = await Post(app, """{"query":"{ __typename }"}""", accept);
        clock.Go(TimeSpan.FromSeconds(30.5));
        using var second = await Post(app, """{"query":"{ __typename }"}""", accept);
        using var third = await Post(app, """{"query":"{ __typename }"}""", accept);

        Assert.Equal((HttpStatusCode.OK, "2", "1", "90"), (first.StatusCode, Header(first, "RateLimit-Limit"), Header(first, "RateLimit-Remaining"), Header(first, "RateLimit-Reset")));
        Assert.Equal((HttpStatusCode.OK, "0", "60"), (second.StatusCode, Header(second, "RateLimit-Remaining"), Header(second, "RateLimit-Reset")));
        Assert.Equal((HttpStatusCode.TooManyRequests, "60", accept), (third.StatusCode, Header(third, "Retry-After"), third.Content.Headers.ContentType!.MediaType));
        Assert.Null(Header(first, "Retry-After"));
    }

    [Fact]
    public async Task Requests_that_a_hook_refuses_are_counted()
    {
        await using var app = await Start(
            o => o.OnRequest = (_, _, _) => throw new GraphQLException("Sign in first.", "UNAUTHENTICATED"),
            e => e.RateLimit = new RateLimitOptions { PartitionBy = _ => "one", Limit = 1 });

        using var first = await Post(app, """{"query":"{ __typename }"}""");
        using var second = await Post(app, """{"query":"{ __typename }"}""");

        Assert.Contains("UNAUTHENTICATED", await Text(first), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
    }

    [Fact]
    public async Task One_request_too_many_at_once_is_turned_away_and_the_next_is_served()
    {
        var inside = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        await using var app = await Start(o =>
        {
            o.MaxConcurrentRequests = 1;
            o.OnRequest = async (_, _, _) =>
            {
                inside.TrySetResult();
                await go.Task;
            };
        });

        var first = Post(app, """{"query":"{ __typename }"}""");
        await inside.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var second = await Post(app, """{"query":"{ __typename }"}""");
        go.SetResult();
        using var served = await first;
        using var third = await Post(app, """{"query":"{ __typename }"}""");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (second.StatusCode, Header(second, "Retry-After")));
        Assert.Contains("SERVER_BUSY", await Text(second), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (served.StatusCode, third.StatusCode));
    }

    [Fact]
    public async Task The_cost_is_told_to_whom_asks_by_header()
    {
        await using var app = await Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("""{"query":"{ authors { id } }"}""", Encoding.UTF8, Json) };
        request.Headers.Add("GraphQL-Cost", "report");

        using var asked = await app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
        using var silent = await Post(app, """{"query":"{ authors { id } }"}""");

        Assert.EndsWith("""\"extensions":{"cost":{"spent":11,"limit":2000,"remaining":1989}}}""".Replace("\\", "", StringComparison.Ordinal), await Text(asked), StringComparison.Ordinal);
        Assert.DoesNotContain("cost", await Text(silent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_named_by_its_hash_in_a_body_and_in_a_url()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData("{ __typename }"u8));
        var extensions = $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""";
        await using var app = await Start(executor: e => e.Persisted = new PersistedDocumentOptions { Trusted = TrustedDocuments.Of(["query T { __typename }"]) });
        var trusted = Convert.ToHexStringLower(SHA256.HashData("query T { __typename }"u8));

        using var unknown = await Get(app, $"/graphql?extensions={Uri.EscapeDataString(extensions)}");
        using var sent = await Get(app, $"/graphql?query={Uri.EscapeDataString("{ __typename }")}&extensions={Uri.EscapeDataString(extensions)}");
        using var known = await Get(app, $"/graphql?extensions={Uri.EscapeDataString(extensions)}");
        using var posted = await Post(app, $$"""{"extensions":{{extensions}}}""");
        using var byId = await Get(app, $"/graphql?documentId={trusted}");
        using var byIdPosted = await Post(app, $$"""{"documentId":"sha256:{{trusted}}","operationName":"T"}""");
        using var nothing = await Post(app, """{"operationName":"T"}""");

        Assert.Contains("PERSISTED_QUERY_NOT_FOUND", await Text(unknown), StringComparison.Ordinal);
        foreach (var answer in new[] { sent, known, posted, byId, byIdPosted })
        {
            Assert.Equal("""{"data":{"__typename":"Query"}}""", await Text(answer));
        }

        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
    }

    private static async Task<WebApplication> Start(Action<GraphQLServerOptions>? transport = null, Action<RequestExecutorOptions>? executor = null)
    {
        var app = SampleHost.Build(transport, executor);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<HttpResponseMessage> Post(WebApplication app, string body, string accept = Json)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(body, Encoding.UTF8, Json) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static Task<HttpResponseMessage> Get(WebApplication app, string url) => app.GetTestClient().GetAsync(new Uri(url, UriKind.Relative), TestContext.Current.CancellationToken);

    private static Task<string> Text(HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    private static string? Header(HttpResponseMessage response, string name) => response.Headers.TryGetValues(name, out var values) ? values.Single() : null;
}
