using Monolith.Accounts;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL;
using Monolith.GraphQL.Execution;
using Monolith.Host.Http;

namespace Monolith.Host.Graph;

/// <summary>What happens to every call before the first resolver: who calls is found out, and the audit of reads is promised before the answer leaves.</summary>
internal static class RequestEntry
{
    private const string Scheme = "Bearer ";
    private const string Unauthenticated = "UNAUTHENTICATED";
    private const string StaffSuspended = "STAFF_SUSPENDED";

    /// <exception cref="GraphQLException">A token was sent that is unknown, expired or revoked.</exception>
    public static async ValueTask EnterAsync(HttpContext http, string? operation)
    {
        var scope = http.RequestServices.GetRequiredService<RequestScope>();
        scope.RequestId = http.Response.Headers["X-Request-Id"].ToString();
        scope.RemoteAddress = http.Connection.RemoteIpAddress?.ToString();
        scope.UserAgent = http.Request.Headers.UserAgent.ToString();
        var trail = http.RequestServices.GetRequiredService<IAuditTrail>();
        http.Response.OnStarting(() => trail.RecordAsync(scope.TakePending(), CancellationToken.None));
        if (http.Request.Headers.Authorization.ToString() is { Length: > 0 } given)
        {
            scope.SignIn(await CallerOfAsync(given, http.RequestServices.GetRequiredService<ISessionTokens>(), http.RequestAborted));
        }

        if (http.Request.Cookies.ContainsKey(PreferenceCookie.Name))
        {
            scope.Language = (await http.RequestServices.GetRequiredService<PreferenceCookie>().ReadAsync(http, http.RequestAborted)).Language;
        }

        // Programs of integrators are in the audit, call by call.
        if (scope.Operations is null)
        {
            var headers = http.Request.Headers;
            AccountsModule.NoteUse(
                http.RequestServices, scope.Id == Guid.Empty ? null : scope.Id, operation, scope.RemoteAddress, scope.UserAgent, headers.Referer, headers.AcceptLanguage);
        }
    }

    /// <exception cref="GraphQLException">It is no bearer token, or one that is unknown, expired or revoked.</exception>
    public static async ValueTask<Caller> CallerOfAsync(string given, ISessionTokens tokens, CancellationToken cancellationToken)
    {
        try
        {
            return (given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? await tokens.FindAsync(given[Scheme.Length..].Trim(), cancellationToken) : null) ?? throw SessionIsOver();
        }
        catch (RejectedException rejected)
        {
            throw new GraphQLException(rejected.Message, rejected.Code);
        }
    }

    /// <summary>What a caller without a running session is told.</summary>
    public static GraphQLException SessionIsOver() => new("The session is unknown, expired or ended. Sign in again.", Unauthenticated);

    /// <summary>401 for a call whose token is not good, 403 for staff who were cut off; everything else as GraphQL over HTTP has it.</summary>
    public static int? StatusOf(ExecutionResult result) => result.Kind is not ResultKind.Refused ? null
        : result.Errors.Any(e => e.Code == Unauthenticated) ? StatusCodes.Status401Unauthorized
        : result.Errors.Any(e => e.Code == StaffSuspended) ? StatusCodes.Status403Forbidden
        : null;
}
