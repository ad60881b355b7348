using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Minors;

/// <summary>
/// Keeps the clocks of those under age: erases accounts that leave, or that no parent came for, before their deadline; ends all that minority
/// brought with it on the day the person comes of age; forgets consents that led to nothing.
/// </summary>
internal sealed class MinorSweep(AccountsDbContext db, Postbox post, IVault vault, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 100;

    // Ahead of the deadline by more than the time between two runs.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var soon = now + Ahead;
        foreach (var minor in await db.Minors.Where(m => m.EraseAt <= soon && m.AdultAt > now).Take(AtOnce).ToListAsync(cancellationToken))
        {
            minor.Ordered();
            var account = await db.Accounts.SingleAsync(a => a.Id == minor.AccountId, cancellationToken);
            account.OrderErasure(ErasureReason.UnderAge, now);
        }

        foreach (var adult in await db.Minors.Where(m => m.AdultAt <= now).Take(AtOnce).ToListAsync(cancellationToken))
        {
            var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == adult.AccountId, cancellationToken);
            db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.CameOfAge));
            db.Minors.Remove(adult);
        }

        await ForgetGuardiansAsync(now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    // A guardian is somebody only through a child's account.
    private async Task ForgetGuardiansAsync(DateTime now, CancellationToken cancellationToken)
    {
        var over = await db.ParentalConsents
            .Where(c => c.EndsAt <= now || (c.AccountId != null && !db.Minors.Any(m => m.AccountId == c.AccountId && m.AdultAt > now)))
            .OrderBy(c => c.Id).Take(AtOnce).ToListAsync(cancellationToken);
        var guardians = over.ConvertAll(c => c.SubjectId);
        db.ParentalConsents.RemoveRange(over);
        db.OutgoingMessages.RemoveRange(await db.OutgoingMessages.Where(m => guardians.Contains(m.SubjectId)).ToListAsync(cancellationToken));
        await vault.DestroyAsync(guardians, [DataClass.Identity], cancellationToken);
    }
}
