using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Factors;

/// <summary>Asks for the second factor of those who have one, and takes each code once; the caller saves.</summary>
internal sealed class FactorCheck(AccountsDbContext db, SignInLimits limits, IVault vault, TimeProvider clock)
{
    /// <summary>The account's confirmed second factor.</summary>
    public Task<SecondFactor?> FindAsync(Guid accountId, CancellationToken cancellationToken) =>
        db.SecondFactors.SingleOrDefaultAsync(f => f.AccountId == accountId && f.ConfirmedAt != null, cancellationToken);

    /// <summary>Null when the code is good; codes of the program and recovery codes are.</summary>
    public async Task<Refusal?> CheckAsync(SecondFactor factor, string? code, CancellationToken cancellationToken)
    {
        var typed = string.Concat((code ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        if (typed.Length == 0)
        {
            return new SecondFactorRequired();
        }

        if (await limits.BeginFactorAsync(factor.AccountId, cancellationToken) is { } retryAt)
        {
            return new RateLimited(retryAt);
        }

        return await TakesAsync(factor, typed, cancellationToken) || await IsRecoveryAsync(factor.AccountId, typed, cancellationToken) ? null : new SecondFactorWrong();
    }

    /// <summary>Whether the factor takes this code of its program now.</summary>
    public async Task<bool> TakesAsync(SecondFactor factor, string code, CancellationToken cancellationToken) =>
        factor.Takes(await vault.OpenAsync(factor.Secret, cancellationToken), code, clock.GetUtcNow().UtcDateTime);

    private async Task<bool> IsRecoveryAsync(Guid accountId, string code, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(code);
        var recovery = await db.RecoveryCodes.SingleOrDefaultAsync(c => c.AccountId == accountId && c.CodeHash == hash, cancellationToken);
        if (recovery is null)
        {
            return false;
        }

        db.RecoveryCodes.Remove(recovery);
        return true;
    }
}
