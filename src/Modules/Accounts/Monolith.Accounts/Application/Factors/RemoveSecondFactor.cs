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
/// Gives the second factor up, with both proofs (R34); its recovery codes go with it, every session ends, and the owner is told. A member of
/// staff keeps it until there is a passkey. Refused with PASSWORD_WRONG, SECOND_FACTOR_REQUIRED, SECOND_FACTOR_WRONG, LAST_FACTOR, RATE_LIMITED, ILLEGAL_STATE.
/// </summary>
/// <param name="Password">Yours.</param>
/// <param name="Code">A code of the program, or a recovery code.</param>
[Mutation(Payload = "ended"), AllowSignedIn, GraphQLAlone]
internal sealed record RemoveSecondFactor(string Password, string Code) : ICommand<EndedSessionsView>;

internal sealed class RemoveSecondFactorHandler(
    AccountsDbContext db, BothProofs proofs, FactorGuard guard, SessionEnding ending, Postbox post, IVault vault)
    : ICommandHandler<RemoveSecondFactor, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(RemoveSecondFactor command, CancellationToken cancellationToken)
    {
        var proven = await proofs.CheckAsync(command.Password, command.Code, cancellationToken);
        if (proven.Refusal is { } refusal)
        {
            return refusal;
        }

        var (account, factor) = proven.Value;
        if (await guard.IsLastAsync(account, cancellationToken) is { } last)
        {
            return last;
        }

        account.ChangeFactors();
        db.SecondFactors.Remove(factor);
        db.RecoveryCodes.RemoveRange(await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken));
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.SecondFactorRemoved));
        var ended = await ending.PrepareAsync(account.Id, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new EndedSessionsView(ended.Count);
    }
}
