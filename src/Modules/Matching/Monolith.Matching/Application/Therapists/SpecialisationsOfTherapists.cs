using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
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
    // A compiled query serves one model; a process with two databases, as tests are, has two.
    private static readonly ConditionalWeakTable<IModel, Func<MatchingDbContext, Guid[], IAsyncEnumerable<Pair>>> Pairs = [];

    public async Task<Result<IReadOnlyDictionary<Guid, IReadOnlyList<SpecialisationView>>>> Handle(SpecialisationsOfTherapists query, CancellationToken cancellationToken)
    {
        var pairs = await Pairs.GetValue(db.Model, static _ => Compile())(db, [.. query.TherapistIds]).ToListAsync(cancellationToken);
        return pairs.GroupBy(p => p.TherapistId).ToDictionary(g => g.Key, IReadOnlyList<SpecialisationView> (g) => [.. g.Select(p => new SpecialisationView(p.Name))]);
    }

    private static Func<MatchingDbContext, Guid[], IAsyncEnumerable<Pair>> Compile() => EF.CompileAsyncQuery((MatchingDbContext db, Guid[] ids) =>
        db.TherapistSpecialisations.Where(s => ids.Contains(s.TherapistId)).OrderBy(s => s.Specialisation!.Name).Select(s => new Pair(s.TherapistId, s.Specialisation!.Name)));

    private sealed record Pair(Guid TherapistId, string Name);
}
