using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.GraphQL;
using Monolith.GraphQL.Execution;

namespace Monolith.Host.Graph;

/// <summary>What happens to every call before the first resolver: who calls is found out, and the audit of reads is promised before the answer leaves.</summary>
internal static class RequestEntry
{
    private const string Scheme = "Bearer ";
    private const string Unauthenticated = "UNAUTHENTICATED";

    /// <exception cref="GraphQLException">A token was sent that is unknown, expired or revoked.</exception>
    public static async ValueTask EnterAsync(HttpContext http)
    {
        var scope = http.RequestServices.GetRequiredService<RequestScope>();
        scope.RequestId = http.Response.Headers["X-Request-Id"].ToString();
        scope.RemoteAddress = http.Connection.RemoteIpAddress?.ToString();
        scope.UserAgent = http.Request.Headers.UserAgent.ToString();
        var trail = http.RequestServices.GetRequiredService<IAuditTrail>();
        http.Response.OnStarting(() => trail.RecordAsync(scope.TakePending(), CancellationToken.None));
        if (http.Request.Headers.Authorization.ToString() is not { Length: > 0 } given)
        {
            return;
        }

        scope.SignIn(await CallerOfAsync(given, http.RequestServices.GetRequiredService<ISessionTokens>(), http.RequestAborted));
    }

    /// <exception cref="GraphQLException">It is no bearer token, or one that is unknown, expired or revoked.</exception>
    public static async ValueTask<Caller> CallerOfAsync(string given, ISessionTokens tokens, CancellationToken cancellationToken) =>
        (given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? await tokens.FindAsync(given[Scheme.Length..].Trim(), cancellationToken) : null) ?? throw SessionIsOver();

    /// <summary>What a caller without a running session is told.</summary>
    public static GraphQLException SessionIsOver() => new("The session is unknown, expired or ended. Sign in again.", Unauthenticated);

    /// <summary>401 for a call whose token is not good; everything else as GraphQL over HTTP has it.</summary>
    public static int? StatusOf(ExecutionResult result) =>
        result.Kind is ResultKind.Refused && result.Errors.Any(e => e.Code == Unauthenticated) ? StatusCodes.Status401Unauthorized : null;
}
