using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Every specialisation that a therapist clients can see has, by name.</summary>
[Query, AllowAnyone]
internal sealed record Specialisations : IQuery<IReadOnlyList<SpecialisationView>>;

internal sealed class SpecialisationsHandler(MatchingDbContext db) : IQueryHandler<Specialisations, IReadOnlyList<SpecialisationView>>
{
    public async Task<Result<IReadOnlyList<SpecialisationView>>> Handle(Specialisations query, CancellationToken cancellationToken)
    {
        var shown = db.Therapists.WithShown().SelectMany(t => t.Specialisations).Select(s => s.Specialisation!.Name).Distinct();
        return await shown.OrderBy(name => name).Select(name => new SpecialisationView(name)).ToListAsync(cancellationToken);
    }
}
