using MediatR;
using Monolith.BuildingBlocks.Graph;
using Monolith.Grievance.Application.Complaints;
using Monolith.Grievance.Application.Rights;
using Monolith.GraphQL.Annotations;

namespace Monolith.Grievance.Graph;

/// <summary>A case in the graph.</summary>
[ObjectType<GrievanceView>]
internal static class GrievanceNode
{
    /// <summary>A case of the caller, or any for an officer.</summary>
    [NodeResolver]
    public static async Task<GrievanceView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new GrievanceById(id), cancellationToken)).OrNull();
}

/// <summary>A rights request in the graph.</summary>
[ObjectType<RightsRequestView>]
internal static class RightsRequestNode
{
    /// <summary>A request of the caller, or any for an officer.</summary>
    [NodeResolver]
    public static async Task<RightsRequestView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new RightsRequestById(id), cancellationToken)).OrNull();

    /// <summary>The copy of the data as JSON, for its owner alone; null when there is none.</summary>
    public static async Task<string?> Copy([Parent] RightsRequestView request, IMediator mediator, CancellationToken cancellationToken) =>
        request.HasCopy ? (await mediator.Send(new CopyOfRequest(request.Id), cancellationToken)).OrNull() : null;

    /// <summary>The receipt of a finished erasure; null when there is none.</summary>
    public static async Task<ErasureReceiptView?> Receipt([Parent] RightsRequestView request, IMediator mediator, CancellationToken cancellationToken) =>
        request.DoneAt is null ? null : (await mediator.Send(new ReceiptOfRequest(request.Id), cancellationToken)).OrNull();
}
