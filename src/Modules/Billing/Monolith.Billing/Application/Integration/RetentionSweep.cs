using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Billing.Application.Integration;

/// <summary>When the period of law for an erased person's records is over, their details become unreadable; amounts stay in the ledger (B-08).</summary>
internal sealed class RetentionSweep(BillingDbContext db, IVault vault, ILegalHolds holds, TimeProvider clock) : IScheduledJob
{
    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var held = await holds.HeldAsync(cancellationToken);
        var over = await db.Erasures.Where(e => !held.Contains(e.SubjectId) && e.ClosedAt == null && e.RetainedUntilAt != null && e.RetainedUntilAt <= now).ToListAsync(cancellationToken);
        await vault.DestroyAsync([.. over.Select(record => record.SubjectId).Distinct()], [DataClass.Billing], cancellationToken);
        over.ForEach(record => record.Close(now));

        await db.SaveChangesAsync(cancellationToken);
    }
}
