using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Transport;

namespace Monolith.GraphQL.Tests.Transport;

public sealed class TransportTests : IAsyncDisposable
{
    private const string Response = "application/graphql-response+json";
    private WebApplication? _app;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(Response, Response)]
    [InlineData("application/json", "application/json")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.8", Response)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", "application/json")]
    [InlineData("application/graphql-response+json, application/json;q=0.9", Response)]
    [InlineData("text/html, application/json;q=0, */*;q=0.1", Response)]
    public async Task The_media_type_is_the_one_the_caller_likes_best(string accept, string expected)
    {
        var response = await Post("""{"query":"{__typename}"}""", accept: accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("utf-8", response.Content.Headers.ContentType!.CharSet);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json;q=0")]
    [InlineData("application/json; charset=utf-16")]
    public async Task What_the_caller_does_not_accept_is_406(string accept) =>
        Assert.Equal(HttpStatusCode.NotAcceptable, (await Post("""{"query":"{__typename}"}""", accept: accept)).StatusCode);

    [Theory]
    [InlineData("{ nope }")]
    [InlineData("{")]
    [InlineData("query A { __typename } query B { __typename }")]
    public async Task A_refused_document_is_400_or_with_the_old_media_type_200(string document)
    {
        var body = $$"""{"query":"{{document}}"}""";

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(body, accept: Response)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post(body, accept: "application/json")).StatusCode);
    }

    [Theory]
    [InlineData("[{\"query\":\"{__typename}\"}]")]
    [InlineData("{\"query\":\"{__typename}\",\"query\":\"{__typename}\"}")]
    [InlineData("{\"query\":\"\",\"query\":\"{__typename}\"}")]
    [InlineData("{\"query\":\"{__typename}\",\"qu\\u0065ry\":\"{__typename}\"}")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":null,\"variables\":{}}")]
    [InlineData("{\"query\":\"{__typename}\",\"operationName\":null,\"operationName\":null}")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":{\"a\":1,\"\\u0061\":2}}")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":{\"a\":\"\\ud800\"}}")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":[]}")]
    [InlineData("{\"query\":\"{__typename}\",\"operationName\":1}")]
    [InlineData("{\"query\":\"{__typename}\",}")]
    [InlineData("{\"query\":1}")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task A_body_that_can_be_read_two_ways_or_none_is_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(body)).StatusCode);

    [Fact]
    public async Task Json_deeper_than_64_levels_or_not_in_utf8_is_400()
    {
        var deep = "{\"query\":\"{__typename}\",\"variables\":{\"a\":" + new string('[', 10_000) + new string(']', 10_000) + "}}";

        Assert.Equal(HttpStatusCode.BadRequest, (await Post(deep)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(HttpMethod.Post, "/graphql", [.. "{\"query\":\"{__typename}\",\"operationName\":\""u8, 0xFF, .. "\"}"u8], "application/json")).StatusCode);
    }

    [Fact]
    public async Task A_byte_order_mark_is_read_over() =>
        Assert.Equal(HttpStatusCode.OK, (await Send(HttpMethod.Post, "/graphql", [0xEF, 0xBB, 0xBF, .. "{\"query\":\"{__typename}\"}"u8], "application/json")).StatusCode);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/graphql")]
    public async Task A_body_of_another_type_is_415(string type) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send(HttpMethod.Post, "/graphql", "{\"query\":\"{__typename}\"}"u8.ToArray(), type)).StatusCode);

    [Fact]
    public async Task A_compressed_body_is_415_and_a_large_one_413()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Send(HttpMethod.Post, "/graphql", [1, 2, 3], "application/json", "gzip")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Post(Padded(256 * 1024))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(Padded((256 * 1024) + 1))).StatusCode);
    }

    [Fact]
    public async Task Get_asks_and_does_not_change()
    {
        var query = await Send(HttpMethod.Get, "/graphql?query=query($n:Int!){books(first:$n){nodes{title}}}&variables={\"n\":1}");
        var mutation = await Send(HttpMethod.Get, "/graphql?query=mutation{addBook(input:{title:\"x\",genre:NOVEL,authorId:\"x\"}){title}}");

        Assert.Equal("""{"data":{"books":{"nodes":[{"title":"Book 01"}]}}}""", await query.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, mutation.StatusCode);
        Assert.Equal("POST", Assert.Single(mutation.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("PATCH", 405)]
    [InlineData("DELETE", 405)]
    [InlineData("TRACE", 405)]
    [InlineData("HEAD", 405)]
    [InlineData("OPTIONS", 204)]
    public async Task Other_methods_are_told_which_there_are(string method, int status)
    {
        var response = await Send(new HttpMethod(method), "/graphql");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(["GET", "POST"], response.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task Answers_are_not_stored_and_carry_a_request_id()
    {
        var response = await Post("""{"query":"{ fails }"}""");
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains(Assert.Single(response.Headers.GetValues("X-Request-Id")), body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_the_page_and_only_a_browser()
    {
        var page = await Send(HttpMethod.Get, "/graphql", accept: "text/html,application/xhtml+xml,*/*;q=0.8");

        Assert.Equal("page", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(HttpMethod.Get, "/graphql", accept: Response)).StatusCode);
    }

    [Theory]
    [InlineData("{ __schema { queryType { name } } }")]
    [InlineData("{ x: __type(name: \\\"Book\\\") { name } }")]
    [InlineData("{ ...F } fragment F on Query { __schema { queryType { name } } }")]
    public async Task Introspection_can_be_kept_from_a_caller(string document)
    {
        var response = await Post($$"""{"query":"{{document}}"}""", Response, o => o.OnRequest = (_, _, context) =>
        {
            context.AllowsIntrospection = false;
            return default;
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("INTROSPECTION_OFF", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hook_can_refuse_the_request()
    {
        var response = await Post("""{"query":"{ __typename }"}""", Response, o => o.OnRequest = (_, _, _) => throw new GraphQLException("Sign in first.", "UNAUTHENTICATED"));

        Assert.Equal("""{"errors":[{"message":"Sign in first.","extensions":{"code":"UNAUTHENTICATED"}}]}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static string Padded(int length)
    {
        const string Start = "{\"query\":\"{__typename}\"";
        return Start + new string(' ', length - Start.Length - 1) + "}";
    }

    private Task<HttpResponseMessage> Post(string body, string? accept = null, Action<GraphQLServerOptions>? configure = null) =>
        Send(HttpMethod.Post, "/graphql", Encoding.UTF8.GetBytes(body), "application/json", accept: accept, configure: configure);

    private async Task<HttpResponseMessage> Send(
        HttpMethod method, string url, byte[]? body = null, string? type = null, string? encoding = null, string? accept = null, Action<GraphQLServerOptions>? configure = null)
    {
        if (_app is null)
        {
            _app = SampleHost.Build(configure: configure);
            await _app.StartAsync(TestContext.Current.CancellationToken);
        }

        var request = new HttpRequestMessage(method, url);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type!);
        }

        if (encoding is not null)
        {
            request.Content!.Headers.ContentEncoding.Add(encoding);
        }

        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await _app.GetTestClient().SendAsync(request, TestContext.Current.CancellationToken);
    }
}
