using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport.Sockets;

/// <summary>
/// Sends messages over a WebSocket, one at a time. Nothing is queued: whoever has a message waits for its turn, so a connection holds one result at a time for
/// each of its operations at most. A peer that does not take a message in time is dropped.
/// </summary>
internal sealed class SocketWriter(WebSocket socket, TimeSpan patience) : IOperationWriter
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public ValueTask SendAsync(string type, JsonElement payload, CancellationToken cancellationToken) => SendAsync(
        null,
        type,
        payload.ValueKind is JsonValueKind.Undefined ? null : writer => writer.WriteRaw(Encoding.UTF8.GetBytes(payload.GetRawText())),
        null,
        cancellationToken);

    public ValueTask NextAsync(string id, ExecutionResult result, Func<bool> isWanted, CancellationToken cancellationToken) =>
        SendAsync(id, "next", writer => writer.WriteRaw(result.Json.Span), isWanted, cancellationToken);

    public ValueTask FailAsync(string id, ExecutionResult refused, Func<bool> isWanted, CancellationToken cancellationToken) =>
        SendAsync(id, "error", writer => ResponseText.WriteErrorList(writer, refused.Errors), isWanted, cancellationToken);

    public ValueTask CompleteAsync(string id, Func<bool> isWanted, CancellationToken cancellationToken) => SendAsync(id, "complete", null, isWanted, cancellationToken);

    private async ValueTask SendAsync(string? id, string type, Action<ResultWriter>? payload, Func<bool>? isWanted, CancellationToken cancellationToken)
    {
        using var writer = new ResultWriter(256);
        writer.StartObject();
        if (id is not null)
        {
            writer.PropertyName("id");
            writer.WriteString(id);
        }

        writer.PropertyName("type");
        writer.WriteString(type);
        if (payload is not null)
        {
            writer.PropertyName("payload");
            payload(writer);
        }

        writer.EndObject();
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (isWanted?.Invoke() is not false && socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await InTime(token => socket.SendAsync(writer.Written, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, token));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says goodbye, after the message that is on its way.</summary>
    public async ValueTask CloseAsync(int code, string reason)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                await InTime(token => new ValueTask(socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, token)));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // Most messages leave at once; only for one that does not a timer is started.
    private async ValueTask InTime(Func<CancellationToken, ValueTask> send)
    {
        var sending = send(CancellationToken.None);
        if (sending.IsCompletedSuccessfully)
        {
            return;
        }

        try
        {
            await sending.AsTask().WaitAsync(patience, CancellationToken.None);
        }
        catch (Exception fault) when (fault is TimeoutException or WebSocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            socket.Abort();
        }
    }
}
