using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>Mails codes to those who forgot their password. It is a job, so that asking takes no longer for an address that has an account (R32).</summary>
internal sealed class AnswerResetWishes(AccountsDbContext db, Postbox post, IVault vault, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wishes = await db.ResetWishes.OrderBy(w => w.Id).Take(AtOnce).ToListAsync(cancellationToken);
        if (wishes.Count == 0)
        {
            return;
        }

        var asked = wishes.Select(w => w.EmailIndex).ToList();
        var accounts = await db.Accounts.AsNoTracking().Where(a => asked.Contains(a.EmailIndex) && a.State == AccountState.Open).ToListAsync(cancellationToken);
        var ids = accounts.Select(a => a.Id).ToList();
        db.MailCodes.RemoveRange(await db.MailCodes.Where(c => ids.Contains(c.AccountId) && c.Purpose == MailCodePurpose.PasswordReset).ToListAsync(cancellationToken));
        var endsAt = clock.GetUtcNow().UtcDateTime + Life;
        foreach (var account in accounts)
        {
            var code = SecretToken.Make();
            db.MailCodes.Add(new MailCode { AccountId = account.Id, Purpose = MailCodePurpose.PasswordReset, CodeHash = SecretToken.Hash(code), EndsAt = endsAt });
            db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.PasswordReset, code));
        }

        db.ResetWishes.RemoveRange(wishes);
        await db.SavedAsync(cancellationToken);
    }
}
