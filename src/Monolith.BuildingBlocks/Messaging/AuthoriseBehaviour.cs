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

/// <summary>Who may send a message at all, as its attribute says.</summary>
internal static class Authorisation<TRequest>
{
    private static readonly bool SignedIn = typeof(TRequest).IsDefined(typeof(AllowSignedInAttribute), false);
    private static readonly IReadOnlyList<Role> Roles = typeof(TRequest).GetCustomAttribute<AllowAttribute>()?.Roles ?? [];

    public static bool IsForAnyone { get; } = typeof(TRequest).IsDefined(typeof(AllowAnyoneAttribute), false);

    /// <exception cref="RejectedException">The caller may not.</exception>
    public static void Require(RequestScope scope)
    {
        if (!IsForAnyone && scope.Role is not Role.Platform && (scope.Id == Guid.Empty || !(SignedIn || Roles.Contains(scope.Role))))
        {
            throw scope.Id == Guid.Empty
                ? new RejectedException("UNAUTHENTICATED", "Sign in first.")
                : new RejectedException("FORBIDDEN", "Your role may not do this.");
        }
    }
}

/// <summary>First in the pipeline: may this role send this message at all?</summary>
internal sealed class AuthoriseBehaviour<TRequest, TResponse>(RequestScope scope) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        scope.Operation = typeof(TRequest).Name;
        Authorisation<TRequest>.Require(scope);
        return next();
    }
}
