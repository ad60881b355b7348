using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace Monolith.GraphQL.Tests.Subscriptions;

/// <summary>A client that speaks graphql-transport-ws word by word.</summary>
internal sealed class SocketClient(WebSocket socket) : IDisposable
{
    public const string Protocol = "graphql-transport-ws";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string? SubProtocol => socket.SubProtocol;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SocketClient> ConnectAsync(WebApplication app, string protocol = Protocol, string? origin = null)
    {
        var client = app.GetTestServer().CreateWebSocketClient();
        client.SubProtocols.Add(protocol);
        client.ConfigureRequest = request => request.Headers.Origin = origin;
        return new SocketClient(await client.ConnectAsync(new Uri("ws://localhost/graphql"), Cancel));
    }

    public async Task<SocketClient> GreetAsync(string payload = "{}")
    {
        await SayAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        Assert.Equal("""{"type":"connection_ack"}""", (await HearAsync())?.ToJsonString());
        return this;
    }

    public Task SubscribeAsync(string id, string document) =>
        SayAsync(new JsonObject { ["id"] = id, ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = document } }.ToJsonString());

    public Task SayAsync(string message) => socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancel);

    /// <summary>The next message; null when the socket was closed.</summary>
    public async Task<JsonNode?> HearAsync()
    {
        var buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), Cancel).AsTask().WaitAsync(Patience, Cancel);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(buffer.AsSpan(0, length));
            }
        }
    }

    /// <summary>The code the server closed with, after whatever it said before.</summary>
    public async Task<int> CloseCodeAsync()
    {
        while (await HearAsync() is not null)
        {
        }

        return (int)socket.CloseStatus!.Value;
    }

    public void Drop() => socket.Abort();

    public void Dispose() => socket.Dispose();
}
