using MediatR;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.Matching.Application.Therapists;

namespace Monolith.Matching.Graph;

/// <summary>A therapist in the graph.</summary>
[ObjectType<TherapistView>]
internal static class TherapistNode
{
    /// <summary>A therapist as the caller may see them.</summary>
    [NodeResolver]
    public static async Task<TherapistView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new TherapistById(id), cancellationToken)).OrNull();

    /// <summary>What the therapist specialises in, by name.</summary>
    public static async Task<IReadOnlyList<SpecialisationView>> Specialisations(
        [Parent] TherapistView therapist, SpecialisationsOfTherapist loader, CancellationToken cancellationToken) =>
        await loader.LoadAsync(therapist.Id, cancellationToken) ?? [];
}

/// <summary>Fetches the specialisations of all therapists of a level at once.</summary>
internal sealed class SpecialisationsOfTherapist(RequestContext request, IMediator mediator)
    : BatchDataLoader<Guid, IReadOnlyList<SpecialisationView>>(request)
{
    protected override async Task<IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>> LoadBatchAsync(IReadOnlyList<Guid> keys, CancellationToken cancellationToken) =>
        (await mediator.Send(new SpecialisationsOfTherapists(keys), cancellationToken)).OrError();
}
