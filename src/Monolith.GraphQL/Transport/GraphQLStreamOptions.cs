using System.Text.Json;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>How operations over WebSocket (graphql-transport-ws) and event streams (graphql-sse) behave.</summary>
public sealed class GraphQLStreamOptions
{
    /// <summary>Whether WebSockets are accepted.</summary>
    public bool AllowsWebSockets { get; set; } = true;

    /// <summary>Whether event streams are served.</summary>
    public bool AllowsEventStreams { get; set; } = true;

    /// <summary>
    /// Called once a connection, with the payload of <c>connection_init</c> (undefined when there is none, and for event streams, which authenticate by header).
    /// Sign-in belongs here; what it finds goes into the connection. A <see cref="GraphQLException"/> refuses: close code 4403, or 4401 when its code is
    /// <c>UNAUTHENTICATED</c>; as an answer to an event stream, the error with the status for it.
    /// </summary>
    public Func<GraphQLConnection, JsonElement, CancellationToken, ValueTask>? OnConnect { get; set; }

    /// <summary>
    /// Called when a connection is about to stay open, after <see cref="OnConnect"/>. It is over when <see cref="GraphQLConnection.Closed"/> is cancelled; until
    /// then the host may close it. A <see cref="GraphQLException"/> refuses as there.
    /// </summary>
    public Action<GraphQLConnection>? OnOpen { get; set; }

    /// <summary>
    /// Called before each execution, also for each event of a subscription, in a scope of its own. A <see cref="GraphQLException"/> refuses; refusing an event
    /// ends its stream.
    /// </summary>
    public Func<GraphQLConnection, RequestContext, ValueTask>? OnRequest { get; set; }

    /// <summary>Called after each execution, before its result leaves, in the same scope.</summary>
    public Func<RequestContext, ValueTask>? OnResult { get; set; }

    /// <summary>Whether the result of an event is the last of its stream, for example because it says that the right to see more is gone. Null: never.</summary>
    public Func<ExecutionResult, bool>? EndsStream { get; set; }

    /// <summary>
    /// Whether a page of an origin may open a WebSocket; browsers ask nobody before they do. Null: only pages of the server's own host. Calls without an Origin
    /// header do not come from a page and are not asked about.
    /// </summary>
    public Func<string, bool>? AllowsOrigin { get; set; }

    /// <summary>From the opening of a WebSocket, how long until it must have been acknowledged; then 4408. Pings do not extend it.</summary>
    public TimeSpan InitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a silent peer is asked for a sign of life; one that gives none for as long again is dropped.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one result may take to leave; a peer that reads more slowly is dropped.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How many operations may run at a time over one connection; one more is refused with <c>TOO_MANY_OPERATIONS</c>.</summary>
    public int MaxOperations { get; set; } = 100;

    /// <summary>The largest message of a WebSocket in bytes; a larger one closes it with 1009.</summary>
    public int MaxMessageBytes { get; set; } = 64 * 1024;

    /// <summary>How many event streams may be reserved at a time; one more is answered with 503.</summary>
    public int MaxReservedStreams { get; set; } = 10_000;

    /// <summary>How long a reserved event stream waits to be opened.</summary>
    public TimeSpan ReservationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
