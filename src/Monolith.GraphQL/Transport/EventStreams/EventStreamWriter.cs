using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport.EventStreams;

/// <summary>Writes server-sent events as graphql-sse has them, one at a time, and a comment now and then so that silence is no sign of death.</summary>
internal sealed class EventStreamWriter(HttpContext http, GraphQLStreamOptions options) : IOperationWriter
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends the head of the response and a first comment, so that the client knows that the stream is open.</summary>
    public async ValueTask OpenAsync()
    {
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "text/event-stream; charset=utf-8";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        await WriteAsync(":\n\n"u8.ToArray(), null, http.RequestAborted);
    }

    /// <summary>Keeps the stream alive until the token is cancelled.</summary>
    public async Task KeepAliveAsync(CancellationToken closed)
    {
        while (true)
        {
            await Task.Delay(options.KeepAlive, closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (closed.IsCancellationRequested)
            {
                return;
            }

            await WriteAsync(":\n\n"u8.ToArray(), null, CancellationToken.None);
        }
    }

    /// <summary>An event of a stream that carries one operation.</summary>
    public ValueTask NextAsync(ExecutionResult result, CancellationToken cancellationToken) =>
        EventAsync("next", writer => writer.WriteRaw(result.Json.Span), null, cancellationToken);

    /// <summary>The end of a stream that carries one operation.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => EventAsync("complete", null, null, cancellationToken);

    public ValueTask NextAsync(string id, ExecutionResult result, Func<bool> isWanted, CancellationToken cancellationToken) =>
        EventAsync("next", writer => WriteEnvelope(writer, id, result), isWanted, cancellationToken);

    // The protocol has no message for errors: they are the last result.
    public ValueTask FailAsync(string id, ExecutionResult refused, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        byte[] both = [.. Event("next", writer => WriteEnvelope(writer, id, refused)), .. Event("complete", writer => WriteEnvelope(writer, id, null))];
        return WriteAsync(both, isWanted, cancellationToken);
    }

    public ValueTask CompleteAsync(string id, Func<bool> isWanted, CancellationToken cancellationToken) =>
        EventAsync("complete", writer => WriteEnvelope(writer, id, null), isWanted, cancellationToken);

    private static void WriteEnvelope(ResultWriter writer, string id, ExecutionResult? payload)
    {
        writer.StartObject();
        writer.PropertyName("id");
        writer.WriteString(id);
        if (payload is not null)
        {
            writer.PropertyName("payload");
            writer.WriteRaw(payload.Json.Span);
        }

        writer.EndObject();
    }

    private ValueTask EventAsync(string name, Action<ResultWriter>? data, Func<bool>? isWanted, CancellationToken cancellationToken) =>
        WriteAsync(Event(name, data), isWanted, cancellationToken);

    private static byte[] Event(string name, Action<ResultWriter>? data)
    {
        using var writer = new ResultWriter(256);
        data?.Invoke(writer);
        var head = Encoding.ASCII.GetBytes($"event: {name}\ndata:{(data is null ? "" : " ")}");
        var text = new byte[head.Length + writer.Length + 2];
        head.CopyTo(text, 0);
        writer.Written.Span.CopyTo(text.AsSpan(head.Length));
        text.AsSpan(text.Length - 2).Fill((byte)'\n');
        return text;
    }

    private async ValueTask WriteAsync(byte[] text, Func<bool>? isWanted, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (isWanted?.Invoke() is not false && !http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.BodyWriter.WriteAsync(text, http.RequestAborted).AsTask().WaitAsync(options.SendTimeout, CancellationToken.None);
            }
        }
        catch (Exception fault) when (fault is TimeoutException or IOException or OperationCanceledException or InvalidOperationException)
        {
            http.Abort();
        }
        finally
        {
            _turn.Release();
        }
    }
}
