using MediatR;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Application.Therapists;

namespace Monolith.Matching.Graph;

/// <summary>A therapist in the graph.</summary>
[ObjectType<TherapistView>]
internal static class TherapistNode
{
    /// <summary>Therapists as the caller may see them, in one round.</summary>
    [NodeResolver]
    public static async Task<IReadOnlyDictionary<Guid, TherapistView>> ByIds(IReadOnlyList<Guid> ids, IMediator mediator, CancellationToken cancellationToken)
    {
        var seen = (await mediator.Send(new TherapistsByIds(ids), cancellationToken)).OrError();
        foreach (var id in ids.Where(id => !seen.ContainsKey(id)).ToList())
        {
            if ((await mediator.Send(new TherapistById(id), cancellationToken)).OrNull() is { } therapist)
            {
                seen.Add(id, therapist);
            }
        }

        return seen;
    }

    /// <summary>What the therapist specialises in, by name.</summary>
    [BatchResolver]
    public static async Task<IReadOnlyList<IReadOnlyList<SpecialisationView>>> Specialisations(
        [Parent] IReadOnlyList<TherapistView> therapists, IMediator mediator, CancellationToken cancellationToken)
    {
        var found = (await mediator.Send(new SpecialisationsOfTherapists([.. therapists.Select(t => t.Id).Distinct()]), cancellationToken)).OrError();
        return [.. therapists.Select(t => found.GetValueOrDefault(t.Id) ?? [])];
    }
}
