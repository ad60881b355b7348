using System.Text.Json;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.GraphQL;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Transport;

namespace Monolith.Host.Graph;

/// <summary>What <see cref="RequestEntry"/> is for a call, for sockets and event streams: who is there once a connection, and then for each operation and event.</summary>
internal static class ConnectionEntry
{
    /// <summary>The close code of a connection whose session has ended.</summary>
    public const int SessionOver = 4403;

    /// <summary>Signs the connection in by <c>Authorization</c> in its parameters, or else by the header.</summary>
    /// <exception cref="GraphQLException">The token is not good, or the person has too many connections.</exception>
    public static async ValueTask ConnectAsync(GraphQLConnection connection, JsonElement parameters, CancellationToken cancellationToken)
    {
        var given = Parameter(parameters, "Authorization") ?? Parameter(parameters, "authorization") ?? connection.HttpContext.Request.Headers.Authorization.ToString();
        if (given.Length == 0)
        {
            return;
        }

        // A key may be bound to networks.
        var services = connection.HttpContext.RequestServices;
        services.GetRequiredService<RequestScope>().RemoteAddress = connection.HttpContext.Connection.RemoteIpAddress?.ToString();
        var caller = await RequestEntry.CallerOfAsync(given, services.GetRequiredService<ISessionTokens>(), cancellationToken);
        connection.Subject = caller.SessionId;
        connection.ContextData[nameof(Caller)] = caller;
    }

    /// <summary>Who is there; null for a visitor.</summary>
    public static Caller? CallerOf(GraphQLConnection connection) => connection.ContextData.TryGetValue(nameof(Caller), out var known) ? (Caller?)known : null;

    /// <summary>Signs the scope of an operation or event in.</summary>
    /// <exception cref="GraphQLException">The session has ended meanwhile.</exception>
    public static ValueTask EnterAsync(GraphQLConnection connection, RequestContext context)
    {
        var scope = context.Services.GetRequiredService<RequestScope>();
        scope.RequestId = context.RequestId;
        scope.RemoteAddress = connection.HttpContext.Connection.RemoteIpAddress?.ToString();
        scope.UserAgent = connection.HttpContext.Request.Headers.UserAgent.ToString();
        if (CallerOf(connection) is { } caller)
        {
            if (context.Services.GetRequiredService<ISessionTokens>().HasEnded(caller.SessionId))
            {
                connection.Close(SessionOver, "The session is over");
                throw RequestEntry.SessionIsOver();
            }

            scope.SignIn(caller);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>What was decided is on the disk before the result leaves.</summary>
    public static ValueTask LeaveAsync(RequestContext context)
    {
        var pending = context.Services.GetRequiredService<RequestScope>().TakePending();
        return pending.Count == 0 ? ValueTask.CompletedTask : new(context.Services.GetRequiredService<IAuditTrail>().RecordAsync(pending, CancellationToken.None));
    }

    /// <summary>A subscription whose event is refused has ended: what its caller may not see now, they are not told of either.</summary>
    public static bool IsLast(ExecutionResult result) => result.Errors.Any(e => e is { Path.Length: <= 1, Code: not ("INTERNAL" or "TIMEOUT") });

    private static string? Parameter(JsonElement parameters, string name) =>
        parameters.ValueKind is JsonValueKind.Object && parameters.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
