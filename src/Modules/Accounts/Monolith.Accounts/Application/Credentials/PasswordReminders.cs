using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>Suggests a change of an old password, once for each password, and forces nothing (CA-5.6, R30).</summary>
internal sealed class PasswordReminders(AccountsDbContext db, AccountsPolicy policy, PolicyProfile profile, Postbox post, IVault vault, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 200;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (policy.Password.Reminder is not { } period)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        // A little earlier than any calendar counts the period; the calendar decides below.
        var candidatesBefore = now - TimeSpan.FromDays((period.Months * 28) + period.Days - 2) - period.Elapsed;
        var candidates = await db.Accounts
            .Where(a => a.PasswordRemindedAt == null && a.State == AccountState.Open && a.PasswordChangedAt <= candidatesBefore)
            .OrderBy(a => a.PasswordChangedAt).Take(AtOnce).ToListAsync(cancellationToken);
        await vault.WarmAsync(candidates.Select(a => a.Id), cancellationToken);
        foreach (var account in candidates.Where(a => profile.Platform.Clock.Add(a.PasswordChangedAt, period) <= now))
        {
            account.Remind(now);
            db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.PasswordReminder));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
