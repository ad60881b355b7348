using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Monolith.Host.Tests.Platform;

/// <summary>Somebody who listens over a WebSocket, as a front end does.</summary>
internal sealed class Subscriber : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly ClientWebSocket socket = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The code the platform closed with; null while it is open.</summary>
    public int? CloseCode => (int?)socket.CloseStatus;

    /// <summary>Connects with a token in the parameters; refused when the answer is no acknowledgement.</summary>
    public static async Task<Subscriber> ConnectAsync(Uri address, string? token)
    {
        var subscriber = new Subscriber();
        subscriber.socket.Options.AddSubProtocol("graphql-transport-ws");
        await subscriber.socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/graphql" }.Uri, Cancel);
        await subscriber.SayAsync(new JsonObject { ["type"] = "connection_init", ["payload"] = token is null ? null : new JsonObject { ["Authorization"] = "Bearer " + token } });
        await subscriber.HearAsync();
        return subscriber;
    }

    /// <summary>Subscribes and waits until the platform has taken it in.</summary>
    public async Task SubscribeAsync(string document)
    {
        await SayAsync(new JsonObject { ["id"] = "s", ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = document } });
        await SayAsync(new JsonObject { ["id"] = "q", ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = "{ __typename }" } });
        await Task.Delay(300, Cancel);
    }

    /// <summary>Sends a query and reads its result.</summary>
    public async Task<JsonNode> AskAsync(string document)
    {
        await SayAsync(new JsonObject { ["id"] = "a", ["type"] = "subscribe", ["payload"] = new JsonObject { ["query"] = document } });
        return (await HearAsync())!["payload"]!;
    }

    /// <summary>The next message about the subscription; null when the socket was closed.</summary>
    public async Task<JsonNode?> HearAsync(TimeSpan? patience = null)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), Cancel).AsTask().WaitAsync(patience ?? Patience, Cancel);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            if (JsonNode.Parse(buffer.AsSpan(0, part.Count)) is { } message && (string?)message["id"] != "q")
            {
                return message;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private Task SayAsync(JsonObject message) => socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, Cancel);
}
