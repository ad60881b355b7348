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

    private static readonly string Field = (typeof(TRequest).GetCustomAttribute<MutationAttribute>()?.Name ?? typeof(TRequest).GetCustomAttribute<QueryAttribute>()?.Name)
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

/// <summary>First in the pipeline: may this role send this message at all?</summary>
internal sealed class AuthoriseBehaviour<TRequest, TResponse>(RequestScope scope, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        scope.Operation = typeof(TRequest).Name;
        try
        {
            Authorisation<TRequest>.Require(scope);
            NoteProgram(AuditOutcome.Done);
        }
        catch (RejectedException)
        {
            NoteProgram(AuditOutcome.Denied);
            throw;
        }

        return next();
    }

    // Nobody looks over a program's shoulder, so whatever it calls is written down, with personal data or without (R54).
    private void NoteProgram(AuditOutcome outcome)
    {
        if (scope.Operations is not null)
        {
            scope.Note(new AuditEntry
            {
                Id = Guid.CreateVersion7(), OccurredAt = clock.GetUtcNow().UtcDateTime, ActorId = scope.Id, ActorRole = scope.Role,
                Operation = scope.Operation, Outcome = outcome, Rule = "integrator-key", RequestId = scope.RequestId,
            });
        }
    }
}
