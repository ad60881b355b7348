using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Factors;

/// <summary>
/// Ten fresh recovery codes in place of all that are left (R36); the owner is told. Refused with ILLEGAL_STATE, PASSWORD_WRONG, SECOND_FACTOR_REQUIRED,
/// SECOND_FACTOR_WRONG, RATE_LIMITED.
/// </summary>
/// <param name="Password">Yours.</param>
/// <param name="Code">A code of the program, or one of the recovery codes.</param>
[Mutation(Payload = "recoveryCodes"), AllowSignedIn, GraphQLAlone]
internal sealed record RenewRecoveryCodes(string Password, string Code) : ICommand<RecoveryCodesView>;

internal sealed class RenewRecoveryCodesHandler(AccountsDbContext db, BothProofs proofs, Postbox post, IVault vault)
    : ICommandHandler<RenewRecoveryCodes, RecoveryCodesView>
{
    public async Task<Result<RecoveryCodesView>> Handle(RenewRecoveryCodes command, CancellationToken cancellationToken)
    {
        var proven = await proofs.CheckAsync(command.Password, command.Code, cancellationToken);
        if (proven.Refusal is { } refusal)
        {
            return refusal;
        }

        var account = proven.Value.Account;
        var left = await db.RecoveryCodes.Where(c => c.AccountId == account.Id).ToListAsync(cancellationToken);
        db.RecoveryCodes.RemoveRange(left.Where(c => db.Entry(c).State is not EntityState.Deleted));
        string[] codes = [.. Enumerable.Range(0, RecoveryCode.Count).Select(_ => OneTimeCode.MakeRecoveryCode())];
        db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { AccountId = account.Id, CodeHash = SecretToken.Hash(code) }));
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.RecoveryCodesRenewed));
        await db.SaveChangesAsync(cancellationToken);
        return new RecoveryCodesView(codes);
    }
}
