using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Records;

/// <summary>
/// Erases what has had its time: closed accounts (CA-8.2), registrations and invitations that nobody confirmed, sessions long over, uses past their
/// period (CA-8.4). What is under a legal hold stays (R95).
/// </summary>
internal sealed class AccountRetention(AccountsDbContext db, Erasure erasure, SessionCache cache, IVault vault, ILegalHolds holds, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 100;
    private const int UsesAtOnce = 5_000;
    private static readonly TimeSpan ActsKept = TimeSpan.FromDays(30);
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var held = await holds.HeldAsync(cancellationToken);
        var due = await db.Accounts.Where(a => a.EraseAt <= now && !held.Contains(a.Id)).OrderBy(a => a.EraseAt).Select(a => a.Id).Take(AtOnce).ToListAsync(cancellationToken);
        await vault.DestroyAsync(due, Erasure.Classes, cancellationToken);
        foreach (var id in due)
        {
            await erasure.PrepareAsync(id, cancellationToken);
        }

        await DropUnconfirmedAsync(now, cancellationToken);
        var before = now - SessionsKept;
        var over = await db.Sessions.Where(s => s.EndsAt <= before && !held.Contains(s.AccountId)).OrderBy(s => s.EndsAt).Take(AtOnce).ToListAsync(cancellationToken);
        var overIds = over.Select(s => s.Id).ToList();
        db.RemoveRange(over.Where(s => db.Entry(s).State is not EntityState.Deleted));
        db.RemoveRange((await db.SpentTokens.Where(t => overIds.Contains(t.SessionId)).ToListAsync(cancellationToken)).Where(t => db.Entry(t).State is not EntityState.Deleted));
        db.RemoveRange(await db.RequesterCodes.Where(c => c.EndsAt <= before && !held.Contains(c.AccountId)).Take(AtOnce).ToListAsync(cancellationToken));
        db.RemoveRange((await db.MailCodes.Where(c => c.EndsAt <= before && !held.Contains(c.AccountId)).Take(AtOnce).ToListAsync(cancellationToken)).Where(c => db.Entry(c).State is not EntityState.Deleted));
        db.RemoveRange((await db.RetainedFields.Where(f => f.KeptUntilAt <= now && !held.Contains(f.AccountId)).Take(AtOnce).ToListAsync(cancellationToken)).Where(f => db.Entry(f).State is not EntityState.Deleted));
        db.RemoveRange((await db.UsageEntries.Where(e => e.EndsAt <= now && (e.AccountId == null || !held.Contains(e.AccountId.Value))).OrderBy(e => e.EndsAt).Take(UsesAtOnce).ToListAsync(cancellationToken)).Where(e => db.Entry(e).State is not EntityState.Deleted));
        db.RemoveRange(await db.SpentPartnerTokens.Where(t => t.EndsAt <= now).Take(UsesAtOnce).ToListAsync(cancellationToken));
        db.RemoveRange(await db.SharedTries.Where(t => t.EndsAt <= before).Take(UsesAtOnce).ToListAsync(cancellationToken));
        db.RemoveRange(await db.PasskeyCeremonies.Where(c => c.EndsAt <= now).Take(UsesAtOnce).ToListAsync(cancellationToken));
        db.RemoveRange(await db.PendingActs.Where(a => a.EndsAt <= now - ActsKept).Take(UsesAtOnce).ToListAsync(cancellationToken));
        cache.Sweep(before);
        await db.SaveChangesAsync(cancellationToken);
    }

    // Their keys belong to ids that never became accounts.
    private async Task DropUnconfirmedAsync(DateTime now, CancellationToken cancellationToken)
    {
        var registrations = await db.Registrations.Where(r => r.EndsAt <= now).Take(AtOnce).ToListAsync(cancellationToken);
        var invitations = await db.Invitations.Where(i => i.EndsAt <= now).Take(AtOnce).ToListAsync(cancellationToken);
        var people = registrations.Select(r => r.AccountId).Concat(invitations.Where(i => i.Email is not null).Select(i => i.SubjectId)).ToList();
        db.RemoveRange(registrations);
        db.RemoveRange(invitations);
        db.RemoveRange(await db.OutgoingMessages.Where(m => people.Contains(m.SubjectId)).ToListAsync(cancellationToken));
        await vault.DestroyAsync(people, [DataClass.Identity], cancellationToken);
    }
}
