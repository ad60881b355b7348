using System.Reflection;
using MediatR;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>The request as such is not acceptable: not signed in, not allowed, malformed. The graph answers with a top-level error.</summary>
/// <param name="code">The error code.</param>
/// <param name="message">One sentence for the caller.</param>
public sealed class RejectedException(string code, string message) : Exception(message)
{
    /// <summary>The error code.</summary>
    public string Code { get; } = code;
}

/// <summary>Who may send a message at all, as its attribute says.</summary>
internal static class Authorisation<TRequest>
{
    private static readonly bool SignedIn = typeof(TRequest).IsDefined(typeof(AllowSignedInAttribute), false);
    private static readonly IReadOnlyList<Role> Roles = typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Roles ?? [];

    public static bool IsForAnyone { get; } = typeof(TRequest).IsDefined(typeof(AllowAnyoneAttribute), false);

    private static readonly string Field = typeof(TRequest).GetCustomAttribute<MutationAttribute>()?.Name
        ?? typeof(TRequest).GetCustomAttribute<QueryAttribute>()?.Name
        ?? typeof(TRequest).GetCustomAttribute<PartOfAttribute>()?.Field
        ?? char.ToLowerInvariant(typeof(TRequest).Name[0]) + typeof(TRequest).Name[1..];

    /// <exception cref="RejectedException">The caller may not.</exception>
    public static void Require(RequestScope scope)
    {
        if (scope.Operations?.Contains(Field) is false)
        {
            throw new RejectedException("FORBIDDEN", "This key may not do this.");
        }

        if (!IsForAnyone && scope.Role is not Role.Platform && (scope.Id == Guid.Empty || !(SignedIn || Roles.Contains(scope.Role))))
        {
            throw scope.Id == Guid.Empty
                ? new RejectedException("UNAUTHENTICATED", "Sign in first.")
                : new RejectedException("FORBIDDEN", "Your role may not do this.");
        }
    }
}

/// <summary>First in the pipeline: may this role send this message at all? And last: who was denied something is written down (R78).</summary>
internal sealed class AuthoriseBehaviour<TRequest, TResponse>(RequestScope scope, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IRefusable<TResponse>
{
    private static readonly PropertyInfo? Object = typeof(TRequest).GetProperties().FirstOrDefault(p => p.PropertyType == typeof(Guid) || p.PropertyType == typeof(Guid?));

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        scope.Operation = typeof(TRequest).Name;
        try
        {
            Authorisation<TRequest>.Require(scope);
        }
        catch (RejectedException)
        {
            Note(request, AuditOutcome.Denied, scope.Operations is null ? "role" : "integrator-key");
            throw;
        }

        // Nobody looks over a program's shoulder, so whatever it calls is written down, with personal data or without (R54).
        if (scope.Operations is not null)
        {
            Note(request, AuditOutcome.Done, "integrator-key");
        }

        var answer = await next();

        // What is not the caller's is "not found" to them; the audit says that they asked for it. The gate notes its own denials.
        if (answer.Refusal is { } refusal && (refusal is NeedToKnow || refusal.Code.EndsWith("_NOT_FOUND", StringComparison.Ordinal))
            && !scope.Pending.Any(e => e.Outcome is AuditOutcome.Denied && e.Operation == typeof(TRequest).Name))
        {
            Note(request, AuditOutcome.Denied, refusal.Rule ?? refusal.Code);
        }

        return answer;
    }

    // Visitors are nobody to write down, and could fill the audit.
    private void Note(TRequest request, AuditOutcome outcome, string rule)
    {
        if (scope.Id != Guid.Empty)
        {
            scope.Note(new AuditEntry
            {
                Id = Guid.CreateVersion7(), OccurredAt = clock.GetUtcNow().UtcDateTime, ActorId = scope.Id, ActorRole = scope.Role, Operation = typeof(TRequest).Name,
                ObjectId = outcome is AuditOutcome.Denied ? Object?.GetValue(request) as Guid? : null, Outcome = outcome, Rule = rule, RequestId = scope.RequestId,
            });
        }
    }
}
