using Microsoft.EntityFrameworkCore;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Contracts;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Integration;

/// <summary>Answers what others ask of Matching.</summary>
internal sealed class MatchFacts(MatchingDbContext db) : IMatchFacts
{
    public Task<bool> AreMatchedAsync(Guid clientId, Guid therapistId, CancellationToken cancellationToken) =>
        db.Matches.AnyAsync(m => m.ClientId == clientId && m.TherapistId == therapistId && m.EndedAt == null, cancellationToken);

    public async Task<IReadOnlyList<Opening>> OpeningsAsync(Guid therapistId, DateTime fromAt, DateTime untilAt, CancellationToken cancellationToken)
    {
        var shown = db.Therapists.WithShown().Select(t => t.Id);
        var availability = await db.Availabilities.AsNoTracking().SingleOrDefaultAsync(a => a.Id == therapistId && shown.Contains(a.Id), cancellationToken);
        return availability?.OpeningsBetween(fromAt, untilAt) ?? [];
    }
}
