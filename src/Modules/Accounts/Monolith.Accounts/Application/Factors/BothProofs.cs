using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Factors;

/// <summary>The caller's own account and second factor, once password and code have proven them: for acts on the factor itself (R34).</summary>
internal sealed class BothProofs(AccountsDbContext db, OwnPassword own, FactorCheck factors, ICurrentUser user)
{
    /// <summary>Account and factor, or the refusal; the caller saves, which uses the code up.</summary>
    public async Task<Result<(Account Account, SecondFactor Factor)>> CheckAsync(string password, string code, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (await factors.FindAsync(account.Id, cancellationToken) is not { } factor)
        {
            return new IllegalState("You have no second factor.");
        }

        return (await own.CheckAsync(account, password, cancellationToken) ?? await factors.CheckAsync(factor, code, cancellationToken)) is { } refusal
            ? refusal
            : (account, factor);
    }
}
