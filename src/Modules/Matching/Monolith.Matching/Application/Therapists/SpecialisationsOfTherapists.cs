using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>The specialisations of many therapists, with one query.</summary>
/// <param name="TherapistIds">The therapists.</param>
[AllowAnyone]
internal sealed record SpecialisationsOfTherapists(IReadOnlyList<Guid> TherapistIds) : IQuery<IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>;

internal sealed class SpecialisationsOfTherapistsHandler(TherapistRows rows)
    : IQueryHandler<SpecialisationsOfTherapists, IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>
{
    public async Task<Result<IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>> Handle(SpecialisationsOfTherapists query, CancellationToken cancellationToken)
    {
        Dictionary<Guid, IReadOnlyList<SpecialisationView>> found = new(query.TherapistIds.Count);
        foreach (var (therapistId, name) in await rows.SpecialisationsAsync(query.TherapistIds, cancellationToken))
        {
            if (!found.TryGetValue(therapistId, out var own))
            {
                found.Add(therapistId, own = new List<SpecialisationView>());
            }

            ((List<SpecialisationView>)own).Add(new SpecialisationView(name));
        }

        return found;
    }
}
