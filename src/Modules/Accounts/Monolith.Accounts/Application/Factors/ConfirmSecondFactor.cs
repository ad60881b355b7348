using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Factors;

/// <summary>
/// Proves that the program shows the right codes; from now on every sign-in asks for one. Every other session ends, and the owner is told.
/// Refused with SECOND_FACTOR_WRONG, RATE_LIMITED, ILLEGAL_STATE.
/// </summary>
/// <param name="Code">The six digits the program shows now.</param>
[Mutation(Payload = "recoveryCodes"), AllowSignedIn, GraphQLAlone]
internal sealed record ConfirmSecondFactor(string Code) : ICommand<RecoveryCodesView>;

/// <summary>Codes for the day the program is lost, shown once. Each signs in once, in place of a code of the program.</summary>
/// <param name="Codes">Ten of them.</param>
internal sealed record RecoveryCodesView(IReadOnlyList<string> Codes);

internal sealed class ConfirmSecondFactorHandler(
    AccountsDbContext db, FactorCheck factors, SignInLimits limits, SessionEnding ending, SessionCache cache, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ConfirmSecondFactor, RecoveryCodesView>
{
    public async Task<Result<RecoveryCodesView>> Handle(ConfirmSecondFactor command, CancellationToken cancellationToken)
    {
        var factor = await db.SecondFactors.SingleOrDefaultAsync(f => f.AccountId == user.Id && f.ConfirmedAt == null, cancellationToken);
        if (factor is null)
        {
            return new IllegalState("Begin a second factor first.");
        }

        if (await limits.BeginFactorAsync(user.Id, cancellationToken) is { } retryAt)
        {
            return new RateLimited(retryAt);
        }

        if (!await factors.TakesAsync(factor, command.Code.Trim(), cancellationToken))
        {
            return new SecondFactorWrong();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        factor.Confirm(now);
        string[] codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => OneTimeCode.MakeRecoveryCode())];
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { AccountId = user.Id, CodeHash = SecretToken.Hash(code) }));
        var account = await db.Accounts.SingleAsync(a => a.Id == user.Id, cancellationToken);
        account.ChangeFactors();
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.SecondFactorAdded));
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == user.SessionId, cancellationToken);
        session?.ShowFactor(now);
        var ended = await ending.PrepareAsync(account.Id, user.SessionId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        cache.Forget(session?.AccessHash ?? []);
        return new RecoveryCodesView(codes);
    }
}
