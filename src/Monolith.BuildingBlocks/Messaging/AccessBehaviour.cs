using System.Reflection;
using MediatR;
using Monolith.BuildingBlocks.Access;

namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Second in the pipeline: the caller's own data, as the message's <see cref="OwnDataAttribute"/> declares it.</summary>
internal sealed class AccessBehaviour<TRequest, TResponse>(RequestScope scope, IAccessGate gate) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>
    where TResponse : IRefusable<TResponse>
{
    private static readonly OwnDataAttribute? Own = typeof(TRequest).GetCustomAttribute<OwnDataAttribute>();

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
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
