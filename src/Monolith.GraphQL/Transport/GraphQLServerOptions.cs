using Microsoft.AspNetCore.Http;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>How the HTTP endpoint behaves.</summary>
public sealed class GraphQLServerOptions
{
    /// <summary>The largest body in bytes; a larger one is answered with 413.</summary>
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>The deepest JSON of body, variables and extensions.</summary>
    public int MaxJsonDepth { get; set; } = 64;

    /// <summary>
    /// How many requests may be in execution at once, operations of connections among them; one more is refused with <c>SERVER_BUSY</c>, over HTTP with 503 and
    /// <c>Retry-After</c>. An open subscription is in execution only until it is open.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 1000;

    /// <summary>The response header that carries the request id. An id that stands there already is kept.</summary>
    public string RequestIdHeader { get; set; } = "X-Request-Id";

    /// <summary>
    /// Called before each execution, for example to say who calls in <see cref="RequestContext.ContextData"/>. A <see cref="GraphQLException"/> refuses the request.
    /// </summary>
    public Func<HttpContext, GraphQLRequest, RequestContext, ValueTask>? OnRequest { get; set; }

    /// <summary>Answers a browser that opens the endpoint: GET without a query, accepting text/html. Null: such a request is refused with 400.</summary>
    public Func<HttpContext, Task>? Page { get; set; }

    /// <summary>Gives the schema in SDL for GET with <c>?sdl</c>, or null to refuse with 404. Null: no download.</summary>
    public Func<HttpContext, string?>? Sdl { get; set; }

    /// <summary>How WebSockets and event streams behave.</summary>
    public GraphQLStreamOptions Streams { get; } = new();

    /// <summary>Chooses another status for a result, for example 401. Null, or an answer of null: as GraphQL over HTTP says.</summary>
    public Func<ExecutionResult, int?>? StatusFor { get; set; }
}
