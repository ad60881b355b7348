using Microsoft.AspNetCore.Http;

namespace Monolith.GraphQL.Transport;

/// <summary>One WebSocket or event stream, over which operations come and results go until either side ends it.</summary>
public sealed class GraphQLConnection
{
    private readonly CancellationTokenSource _closed = new();
    private (int Code, string Reason)? _close;

    internal GraphQLConnection(HttpContext http) => HttpContext = http;

    /// <summary>The HTTP call that opened it. Its services live as long as the connection; each operation and event has a scope of its own.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>
    /// Who is at the other end, as <see cref="GraphQLStreamOptions.OnConnect"/> found out; null for a stranger. Calls of one event stream in single connection
    /// mode must have equal subjects.
    /// </summary>
    public object? Subject { get; set; }

    /// <summary>Anything the host wants to remember while the connection is open.</summary>
    public IDictionary<string, object?> ContextData => field ??= new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Cancelled when the connection is over, or is to be closed.</summary>
    public CancellationToken Closed => _closed.Token;

    internal (int Code, string Reason)? ClosedWith => _close;

    /// <summary>
    /// Ends the connection: no further result leaves. May be called from any thread, and more than once; the first call says why. An event stream just ends.
    /// </summary>
    /// <param name="code">A close code of WebSocket: 4000 to 4999 for your own, 4403 for lost rights, 1001 for going away.</param>
    /// <param name="reason">At most 123 bytes in UTF-8.</param>
    public void Close(int code, string reason)
    {
        if (_closed.IsCancellationRequested)
        {
            return;
        }

        _close ??= (code, reason);
        _closed.Cancel();
    }
}
