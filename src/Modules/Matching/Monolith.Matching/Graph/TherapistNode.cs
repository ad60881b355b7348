using MediatR;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;
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
    [BatchResolver]
    public static async Task<IReadOnlyList<IReadOnlyList<SpecialisationView>>> Specialisations(
        [Parent] IReadOnlyList<TherapistView> therapists, IMediator mediator, CancellationToken cancellationToken)
    {
        var found = (await mediator.Send(new SpecialisationsOfTherapists([.. therapists.Select(t => t.Id).Distinct()]), cancellationToken)).OrError();
        return [.. therapists.Select(t => found.GetValueOrDefault(t.Id) ?? [])];
    }
}
