using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Factors;

/// <summary>
/// What keeps the factors of staff: who has one shows it before adding or removing another, so a stolen password adds none; and the last one stays (R34).
/// </summary>
internal sealed class FactorGuard(AccountsDbContext db, StaffSecondFactor staff, ICurrentUser user)
{
    /// <summary>Null when the running session may change the account's factors.</summary>
    public async Task<Refusal?> RefusedAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.Kind is not AccountKind.Staff || await CountAsync(account.Id, cancellationToken) == 0)
        {
            return null;
        }

        return await db.Sessions.AnyAsync(s => s.Id == user.SessionId && s.FactorShownAt != null, cancellationToken) ? null : new SecondFactorRequired();
    }

    /// <summary>Null when another factor stays after one was removed, or nobody needs one.</summary>
    public async Task<Refusal?> IsLastAsync(Account account, CancellationToken cancellationToken) =>
        staff.IsRequired && account.Kind is AccountKind.Staff && await CountAsync(account.Id, cancellationToken) < 2 ? new LastFactor() : null;

    private async Task<int> CountAsync(Guid accountId, CancellationToken cancellationToken) =>
        await db.Passkeys.CountAsync(p => p.AccountId == accountId, cancellationToken)
        + await db.SecondFactors.CountAsync(f => f.AccountId == accountId && f.ConfirmedAt != null, cancellationToken);
}
