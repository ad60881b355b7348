using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Tests.Subscriptions;
using Monolith.GraphQL.Transport;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Transport;

public sealed class IncrementalTransportTests
{
    private const string First = """{"data":{"a":1},"pending":[{"id":"0","path":[]}],"hasNext":true}""";
    private const string Second = """{"incremental":[{"id":"0","data":{"b":2}}],"completed":[{"id":"0"}],"hasNext":false}""";
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("multipart/mixed, application/json;q=0.9")]
    [InlineData("multipart/mixed;incrementalSpec=v0.2, application/graphql-response+json, application/json;q=0.9")]
    public async Task Callers_who_take_parts_get_each_result_as_a_part(string accept)
    {
        using var response = await Post(accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("multipart/mixed; boundary=\"-\"", response.Content.Headers.ContentType!.ToString());
        const string Head = "\r\n---\r\nContent-Type: application/json; charset=utf-8\r\n\r\n";
        Assert.Equal($"{Head}{First}{Head}{Second}\r\n-----\r\n", await response.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/mixed;q=0, application/json")]
    [InlineData("multipart/mixed;deferSpec=20220824, application/json")]
    public async Task Others_get_one_result(string accept)
    {
        using var response = await Post(accept);

        Assert.Equal("""{"data":{"a":1,"b":2}}""", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task An_event_stream_sends_each_result_as_an_event()
    {
        using var response = await Post("text/event-stream");

        var text = await response.Content.ReadAsStringAsync(Token);
        Assert.Equal($":\n\nevent: next\ndata: {First}\n\nevent: next\ndata: {Second}\n\nevent: complete\ndata:\n\n", text);
    }

    [Fact]
    public async Task A_socket_sends_each_result_as_a_message()
    {
        await using var app = await Start();
        using var socket = await (await SocketClient.ConnectAsync(app)).GreetAsync();
        await socket.SubscribeAsync("1", "{ a ... @defer { b } }");

        foreach (var payload in (string[])[First, Second])
        {
            var message = await socket.HearAsync();
            Assert.Equal("next", (string?)message!["type"]);
            Assert.Equal(payload, message["payload"]!.ToJsonString());
        }

        Assert.Equal("complete", (string?)(await socket.HearAsync())!["type"]);
    }

    private static async Task<HttpResponseMessage> Post(string accept)
    {
        await using var app = await Start();
        using var client = app.GetTestClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent("""{"query":"{ a ... @defer { b } }"}""", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await client.SendAsync(request, Token);
    }

    private static async Task<WebApplication> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddGraphQLServer(_ => new SchemaBuilder().AddIncrementalDirectives().AddType(new ObjectType("Query")
        {
            Fields = { new OutputField("a", "Int") { Pure = static _ => 1 }, new OutputField("b", "Int") { Pure = static _ => 2 } },
        }).Build());
        builder.WebHost.UseTestServer();
        var app = builder.Build();
        app.MapGraphQL();
        await app.StartAsync(Token);
        return app;
    }
}
