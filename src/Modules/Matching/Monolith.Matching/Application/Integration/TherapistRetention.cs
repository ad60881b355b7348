using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Integration;

/// <summary>Erases the profile of a therapist who left, with hours, matches and professional key, when the published period is over .</summary>
internal sealed class TherapistRetention(
    MatchingDbContext db, MatchingPolicy policy, PolicyProfile profile, IVault vault, ILegalHolds holds, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 100;

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var held = await holds.HeldAsync(cancellationToken);
        foreach (var gone in await db.Therapists.AsNoTracking().Where(t => t.LeftAt != null && !held.Contains(t.Id)).OrderBy(t => t.LeftAt)
            .Select(t => new { t.Id, LeftAt = t.LeftAt!.Value }).Take(AtOnce).ToListAsync(cancellationToken))
        {
            if (profile.Platform.Clock.Add(gone.LeftAt, policy.Retention.Therapist) <= now)
            {
                await EraseMatching.RemoveAsync(db, vault, gone.Id, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
