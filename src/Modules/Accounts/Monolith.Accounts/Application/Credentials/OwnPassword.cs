using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>Fresh proof for acts that a borrowed session must not be enough for (R40).</summary>
internal sealed class OwnPassword(PasswordHashing hashing, SignInLimits limits, RequestScope request)
{
    /// <summary>Null when the password is the account's.</summary>
    public async Task<Refusal?> CheckAsync(Account account, string password, CancellationToken cancellationToken)
    {
        var key = "own|" + account.Id;
        if (await limits.BeginAsync(key, request.RemoteAddress, cancellationToken) is { } retryAt)
        {
            return new RateLimited(retryAt);
        }

        var proven = await hashing.VerifyAsync(password, account.PasswordHash, cancellationToken);
        if (proven.Refusal is { } busy)
        {
            return busy;
        }

        if (!proven.Value)
        {
            return new PasswordWrong();
        }

        await limits.SucceededAsync(key, request.RemoteAddress, cancellationToken);
        return null;
    }
}
