using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Integration;

/// <summary>Until when the law keeps a client's health records: a period from the last interaction (CA-8.3, T-17, T-32).</summary>
internal sealed class HealthPeriod(TherapyDbContext db, TherapyPolicy policy, PolicyProfile profile)
{
    /// <summary>The end of the period, UTC; null when the service keeps no health records, or the client never did anything.</summary>
    public async Task<DateTime?> EndAsync(Guid clientId, CancellationToken cancellationToken) =>
        policy.Retention.Health is { } period && await LastAsync(clientId, cancellationToken) is { } last ? profile.Platform.Clock.Add(last, period) : null;

    private async Task<DateTime?> LastAsync(Guid clientId, CancellationToken cancellationToken)
    {
        List<DateTime?> last = [await db.Intakes.Where(i => i.ClientId == clientId).MaxAsync(i => (DateTime?)i.RecordedAt, cancellationToken)];
        var own = db.Appointments.Where(a => a.ClientId == clientId);
        if (policy.Retention.InteractionKinds.Contains("booking"))
        {
            last.Add(await own.MaxAsync(a => (DateTime?)a.BookedAt, cancellationToken));
        }

        if (policy.Retention.InteractionKinds.Contains("session"))
        {
            last.Add(await own.MaxAsync(a => a.EndedAt, cancellationToken));
        }

        if (policy.Retention.InteractionKinds.Contains("message"))
        {
            last.Add(await db.Messages.Where(m => m.ClientId == clientId && m.FromClient).MaxAsync(m => (DateTime?)m.SentAt, cancellationToken));
        }

        return last.Max();
    }
}

/// <summary>Purges the health records of clients whose last interaction is a retention period ago (CA-8.3); of an erased person the key too.</summary>
internal sealed class PurgeHealthRecords(
    TherapyDbContext db, HealthPeriod period, TherapyPolicy policy, IVault vault, IAuditErasure audit, ILegalHolds holds, TimeProvider clock) : IScheduledJob
{
    private const int MostAtOnce = 500;

    public TimeSpan Every => TimeSpan.FromHours(6);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (policy.Retention.Health is not { } health)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var old = now.AddMonths(-health.Months).AddDays(1 - health.Days);
        var held = await holds.HeldAsync(cancellationToken);
        var candidates = await db.Intakes.Where(i => i.RecordedAt < old).Select(i => i.ClientId)
            .Union(db.Appointments.Where(a => a.BookedAt < old).Select(a => a.ClientId)).Where(id => !held.Contains(id)).Take(MostAtOnce).ToListAsync(cancellationToken);
        foreach (var clientId in candidates)
        {
            if (await period.EndAsync(clientId, cancellationToken) <= now)
            {
                await PurgeAsync(clientId, cancellationToken);
            }
        }
    }

    private async Task PurgeAsync(Guid clientId, CancellationToken cancellationToken)
    {
        var isErased = await db.Erasures.AnyAsync(e => e.SubjectId == clientId, cancellationToken);
        if (isErased)
        {
            await vault.DestroyAsync(clientId, [DataClass.Health], cancellationToken);
        }

        await RemoveAsync(db, clientId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (isErased)
        {
            // Whoever read the kept records after the erasure left entries that name the person again.
            await audit.EraseAsync(clientId, cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    /// <summary>Takes all of a client's rows out of the context; the caller saves.</summary>
    public static async Task<int> RemoveAsync(TherapyDbContext db, Guid clientId, CancellationToken cancellationToken)
    {
        List<object> rows =
        [
            .. await db.Intakes.Where(i => i.ClientId == clientId).ToListAsync(cancellationToken),
            .. await db.Revisions.Where(r => r.ClientId == clientId).ToListAsync(cancellationToken),
            .. await db.Notes.Where(n => n.ClientId == clientId).ToListAsync(cancellationToken),
            .. await db.Summaries.Where(s => s.ClientId == clientId).ToListAsync(cancellationToken),
            .. await db.Messages.Where(m => m.ClientId == clientId).ToListAsync(cancellationToken),
            .. await db.Concerns.Where(c => c.ClientId == clientId).ToListAsync(cancellationToken),
            .. await db.Appointments.Where(a => a.ClientId == clientId).ToListAsync(cancellationToken),
        ];
        db.RemoveRange(rows);
        return rows.Count;
    }
}
