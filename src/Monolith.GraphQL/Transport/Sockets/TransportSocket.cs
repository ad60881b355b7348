using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport.Sockets;

/// <summary>One WebSocket under graphql-transport-ws: reads messages one after the other, while its operations run.</summary>
internal sealed class TransportSocket(WebSocket socket, GraphQLConnection connection, OperationRun run, GraphQLServerOptions options)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private readonly GraphQLStreamOptions _streams = options.Streams;
    private readonly SocketWriter _writer = new(socket, options.Streams.SendTimeout);
    private readonly OperationTable _operations = new();
    private bool _isGreeted;
    private volatile bool _isAcknowledged;
    private Timer? _deadline;

    /// <summary>Serves until either side has closed. Every operation is over when it returns.</summary>
    public async Task ServeAsync(CancellationToken aborted)
    {
        using var dropped = new CancellationTokenSource();
        using var gone = aborted.UnsafeRegister(static state => ((GraphQLConnection)state!).Close(CloseCode.GoingAway, "Gone"), connection);
        using var deadline = new Timer(static socket => _ = ((TransportSocket)socket!).EndUngreetedAsync(), this, _streams.InitTimeout, Timeout.InfiniteTimeSpan);
        _deadline = deadline;
        await using var closing = connection.Closed.UnsafeRegister(_ => _ = SayGoodbyeAsync(dropped), null);
        try
        {
            while (await ReadAsync(dropped.Token) is { } message)
            {
                await TakeAsync(message);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException)
        {
            socket.Abort();
        }

        connection.Close((int)WebSocketCloseStatus.NormalClosure, "");
        await _writer.CloseAsync((int)WebSocketCloseStatus.NormalClosure, "");
        await _operations.WhenEmptyAsync();
    }

    private async Task EndUngreetedAsync()
    {
        // What is told of the end may throw, and nobody catches what a timer throws.
        await Task.Yield();
        if (!_isAcknowledged)
        {
            connection.Close(CloseCode.InitTimeout, "Connection initialisation timeout");
        }
    }

    private async Task SayGoodbyeAsync(CancellationTokenSource dropped)
    {
        var (code, reason) = connection.ClosedWith!.Value;
        await _writer.CloseAsync(code, reason);
        try
        {
            dropped.CancelAfter(Farewell);
        }
        catch (ObjectDisposedException)
        {
            // The peer's own goodbye was faster.
        }
    }

    private async ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            // Waiting with an empty buffer costs none; most sockets wait most of the time.
            var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
            var message = first.MessageType is WebSocketMessageType.Close ? null : await ReadRestAsync(first.EndOfMessage, cancellationToken);
            if (message is null || !connection.Closed.IsCancellationRequested)
            {
                return message;
            }
        }
    }

    private async ValueTask<byte[]?> ReadRestAsync(bool isWhole, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(4096, _streams.MaxMessageBytes));
        try
        {
            var length = 0;
            while (!isWhole)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                if (part.MessageType is WebSocketMessageType.Close)
                {
                    return null;
                }

                length += part.Count;
                isWhole = part.EndOfMessage;
                if (!isWhole && length >= _streams.MaxMessageBytes)
                {
                    connection.Close(CloseCode.MessageTooBig, $"A message is larger than {_streams.MaxMessageBytes} bytes");
                    length = 0;
                }

                buffer = Grown(buffer, length);
            }

            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] buffer, int length)
    {
        if (length < buffer.Length)
        {
            return buffer;
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async ValueTask TakeAsync(byte[] utf8)
    {
        TransportMessage message;
        try
        {
            message = TransportMessage.Read(utf8, options.MaxJsonDepth);
        }
        catch (TransportException fault)
        {
            connection.Close(CloseCode.InvalidMessage, fault.Message);
            return;
        }

        switch (message.Kind)
        {
            case TransportMessageKind.ConnectionInit:
                await GreetAsync(message.Payload);
                break;
            case TransportMessageKind.Ping:
                await _writer.SendAsync("pong", message.Payload, connection.Closed);
                break;
            case TransportMessageKind.Subscribe when !_isAcknowledged:
                connection.Close(CloseCode.Unauthorized, "Unauthorized");
                break;
            case TransportMessageKind.Subscribe:
                await BeginAsync(message.Id!, message.Request!);
                break;
            case TransportMessageKind.Complete:
                _operations.Cancel(message.Id!);
                break;
        }
    }

    private async ValueTask GreetAsync(JsonElement parameters)
    {
        if (_isGreeted)
        {
            connection.Close(CloseCode.TooManyInits, "Too many initialisation requests");
            return;
        }

        _isGreeted = true;
        try
        {
            if (_streams.OnConnect is { } connect)
            {
                await connect(connection, parameters, connection.Closed);
            }

            _streams.OnOpen?.Invoke(connection);
            _isAcknowledged = true;
            _deadline?.Dispose();
            await _writer.SendAsync("connection_ack", default, connection.Closed);
        }
        catch (GraphQLException refusal)
        {
            connection.Close(refusal.Error.Code == "UNAUTHENTICATED" ? CloseCode.Unauthorized : CloseCode.Forbidden, refusal.Error.Code == "UNAUTHENTICATED" ? "Unauthorized" : "Forbidden");
        }
    }

    private async ValueTask BeginAsync(string id, GraphQLRequest request)
    {
        var operation = new RunningOperation(id, _operations, _writer, connection.Closed);
        var count = _operations.Count;
        if (!_operations.TryAdd(id, operation))
        {
            connection.Close(CloseCode.SubscriberExists, $"Subscriber for {(id.Length > 30 ? id[..30] : id)} already exists");
            return;
        }

        if (count >= _streams.MaxOperations)
        {
            using var refused = ResponseText.Refused([GraphQLError.WithCode($"More operations at a time than the limit of {_streams.MaxOperations}.", "TOO_MANY_OPERATIONS")]);
            await operation.FailAsync(refused, connection.Closed);
            return;
        }

        _operations.Enter();
        _ = operation.RunAsync(run, connection, request);
    }
}
