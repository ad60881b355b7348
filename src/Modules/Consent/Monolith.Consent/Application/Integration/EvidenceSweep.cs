using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>
/// Clears the evidence about an erased person when its period is over (R94), and destroys the key it shares with the person's cases once
/// their period is over too.
/// </summary>
internal sealed class EvidenceSweep(ConsentDbContext db, PolicyProfile profile, IVault vault, ILegalHolds holds, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 100;

    // A case closes after its erasure was ordered, and is kept from then on.
    private static readonly TimeSpan Closing = TimeSpan.FromDays(60);

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var held = await holds.HeldAsync(cancellationToken);
        var over = await db.Erasures
            .Where(e => !held.Contains(e.SubjectId) && e.KeyDestroyedAt == null && (e.RetainedUntilAt == null || e.RetainedUntilAt <= now)
                && !db.Erasures.Any(other => other.SubjectId == e.SubjectId && other.RetainedUntilAt > now))
            .OrderBy(e => e.ErasedAt).Take(AtOnce).ToListAsync(cancellationToken);
        over.ForEach(record => record.Clear(now));

        // The triggers that keep evidence let go of it once the record of the erasure says so.
        await db.SaveChangesAsync(cancellationToken);
        foreach (var record in over)
        {
            await RemoveAsync(record.SubjectId, cancellationToken);
        }

        var casesOver = over.FindAll(record => CasesOverAt(record) <= now);
        await vault.DestroyAsync([.. casesOver.Select(record => record.SubjectId).Distinct()], [DataClass.Case], cancellationToken);
        casesOver.ForEach(record => record.DestroyKey(now));

        await db.SaveChangesAsync(cancellationToken);
    }

    private DateTime CasesOverAt(ErasureRecord record) =>
        CalendarPeriod.TryParse(new PublishedSettings(profile).Text("grievance.retention.communications"), out var period)
            ? profile.Platform.Clock.Add(record.ErasedAt, period) + Closing
            : record.ErasedAt;

    private async Task RemoveAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        db.Records.RemoveRange(await db.Records.Where(r => r.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.Disclosures.RemoveRange(await db.Disclosures.Where(d => d.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.Subpoenas.RemoveRange(await db.Subpoenas.Where(s => s.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.Holds.RemoveRange(await db.Holds.Where(h => h.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.Concerns.RemoveRange(await db.Concerns.Where(c => c.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.Approvals.RemoveRange(await db.Approvals.Where(a => a.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.ThirdPartyRecords.RemoveRange(await db.ThirdPartyRecords.Where(r => r.SubjectId == subjectId).ToListAsync(cancellationToken));
        db.Acceptances.RemoveRange(await db.Acceptances.Where(a => a.AccountId == subjectId).ToListAsync(cancellationToken));
        db.Refusals.RemoveRange(await db.Refusals.Where(r => r.AccountId == subjectId).ToListAsync(cancellationToken));
    }
}
