using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>The specialisations of many therapists, with one query.</summary>
/// <param name="TherapistIds">The therapists.</param>
[AllowAnyone]
internal sealed record SpecialisationsOfTherapists(IReadOnlyList<Guid> TherapistIds) : IQuery<IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>;

internal sealed class SpecialisationsOfTherapistsHandler(MatchingDbContext db)
    : IQueryHandler<SpecialisationsOfTherapists, IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>
{
    public async Task<Result<IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>> Handle(SpecialisationsOfTherapists query, CancellationToken cancellationToken)
    {
        var pairs = await db.TherapistSpecialisations.Where(s => query.TherapistIds.Contains(s.TherapistId)).OrderBy(s => s.Specialisation!.Name)
            .Select(s => new { s.TherapistId, s.Specialisation!.Name }).ToListAsync(cancellationToken);
        return pairs.GroupBy(p => p.TherapistId).ToDictionary(g => g.Key, IReadOnlyList<SpecialisationView> (g) => [.. g.Select(p => new SpecialisationView(p.Name))]);
    }
}
