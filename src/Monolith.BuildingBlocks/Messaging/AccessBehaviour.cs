using System.Reflection;
using MediatR;
using Monolith.BuildingBlocks.Access;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Second in the pipeline: fresh proof where the message asks for it, and the caller's own data, as its <see cref="OwnDataAttribute"/> declares.</summary>
internal sealed class AccessBehaviour<TRequest, TResponse>(RequestScope scope, IAccessGate gate, TimeProvider clock) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IRefusable<TResponse>
{
    private static readonly OwnDataAttribute? Own = typeof(TRequest).GetCustomAttribute<OwnDataAttribute>();

    private static readonly FreshProofAttribute? Proof = typeof(TRequest).GetCustomAttribute<FreshProofAttribute>();

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (Proof is not null && (Proof.Of.Count == 0 || Proof.Of.Contains(scope.Role)) && !((ICurrentUser)scope).HasFreshProof(clock.GetUtcNow().UtcDateTime))
        {
            return TResponse.Refused(new ReauthRequired());
        }

        if (Own is not null && scope.Id != Guid.Empty)
        {
            var refusal = await gate.AskAsync(new AccessRequest(scope.Id, Own.DataClass, Own.Mode, Own.Purpose), cancellationToken);
            if (refusal is not null)
            {
                return TResponse.Refused(refusal);
            }
        }

        return await next();
    }
}
