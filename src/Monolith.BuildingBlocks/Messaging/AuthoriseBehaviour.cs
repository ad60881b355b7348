using System.Reflection;
using MediatR;
using Monolith.BuildingBlocks.Access;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>The request as such is not acceptable: not signed in, not allowed, malformed. The graph answers with a top-level error.</summary>
/// <param name="code">The error code.</param>
/// <param name="message">One sentence for the caller.</param>
public sealed class RejectedException(string code, string message) : Exception(message)
{
    /// <summary>The error code.</summary>
    public string Code { get; } = code;
}

/// <summary>First in the pipeline: may this role send this message at all?</summary>
internal sealed class AuthoriseBehaviour<TRequest, TResponse>(RequestScope scope) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    private static readonly bool Anyone = typeof(TRequest).IsDefined(typeof(AllowAnyoneAttribute), false);
    private static readonly bool SignedIn = typeof(TRequest).IsDefined(typeof(AllowSignedInAttribute), false);
    private static readonly IReadOnlyList<Role> Roles = typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Roles ?? [];

    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        scope.Operation = typeof(TRequest).Name;
        if (Anyone || scope.Role is Role.Platform || (scope.Id != Guid.Empty && (SignedIn || Roles.Contains(scope.Role))))
        {
            return next();
        }

        throw scope.Id == Guid.Empty
            ? new RejectedException("UNAUTHENTICATED", "Sign in first.")
            : new RejectedException("FORBIDDEN", "Your role may not do this.");
    }
}
