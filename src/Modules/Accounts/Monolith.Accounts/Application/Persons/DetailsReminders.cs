using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Asks clients once whether details that nobody touched for the profile's time are still right, and suggests to everybody once a year to look at
/// what protects the account: factors, sessions, password (R30). Nothing is forced.
/// </summary>
internal sealed class DetailsReminders(AccountsDbContext db, AccountsPolicy policy, PolicyProfile profile, Postbox post, IVault vault, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 200;
    private static readonly CalendarPeriod CheckUpEvery = new(12, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (policy.Accuracy.Reminder is { } period)
        {
            var before = Earliest(now, period);
            var untouched = await db.Accounts
                .Where(a => a.State == AccountState.Open && a.Role == Role.Client && a.DetailsRemindedAt == null && (a.DetailsChangedAt ?? a.RegisteredAt) <= before)
                .OrderBy(a => a.Id).Take(AtOnce).ToListAsync(cancellationToken);
            await vault.WarmAsync(untouched.Select(a => a.Id), cancellationToken);
            foreach (var account in untouched.Where(a => profile.Platform.Clock.Add(a.DetailsChangedAt ?? a.RegisteredAt, period) <= now))
            {
                account.RemindOfDetails(now);
                await WriteAsync(account, MessageTemplate.DetailsReminder, cancellationToken);
            }
        }

        var yearAgo = Earliest(now, CheckUpEvery);
        var unlooked = await db.Accounts.Where(a => a.State == AccountState.Open && (a.CheckUpSuggestedAt ?? a.RegisteredAt) <= yearAgo)
            .OrderBy(a => a.Id).Take(AtOnce).ToListAsync(cancellationToken);
        await vault.WarmAsync(unlooked.Select(a => a.Id), cancellationToken);
        foreach (var account in unlooked.Where(a => profile.Platform.Clock.Add(a.CheckUpSuggestedAt ?? a.RegisteredAt, CheckUpEvery) <= now))
        {
            account.SuggestCheckUp(now);
            await WriteAsync(account, MessageTemplate.SecurityCheckUp, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // A little later than any calendar counts the period; the calendar decides.
    private static DateTime Earliest(DateTime now, CalendarPeriod period) =>
        now - TimeSpan.FromDays(Math.Max(0, (period.Months * 28) + period.Days - 2)) - period.Elapsed;

    private async Task WriteAsync(Account account, MessageTemplate template, CancellationToken cancellationToken) =>
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), template));
}
