using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Factors;

/// <summary>
/// Makes the secret for a program that shows one-time codes (RFC 6238). It counts only after <c>confirmSecondFactor</c>; begun again, the former
/// secret is forgotten. Refused with PASSWORD_WRONG, SECOND_FACTOR_REQUIRED (staff who have a passkey
/// sign in with it first), ILLEGAL_STATE, RATE_LIMITED.
/// </summary>
/// <param name="Password">Yours, as fresh proof (R40).</param>
[Mutation, AllowSignedIn, GraphQLAlone]
internal sealed record BeginSecondFactor(string Password) : ICommand<SecondFactorSecretView>;

/// <summary>A secret to be put into a program for one-time codes. It is shown once.</summary>
/// <param name="Secret">In base32, to type.</param>
/// <param name="Uri">The same as <c>otpauth</c> address, to show as a picture.</param>
internal sealed record SecondFactorSecretView(string Secret, string Uri);

internal sealed class BeginSecondFactorHandler(AccountsDbContext db, OwnPassword own, FactorCheck factors, FactorGuard guard, PolicyProfile profile, ICurrentUser user)
    : ICommandHandler<BeginSecondFactor, SecondFactorSecretView>
{
    public async Task<Result<SecondFactorSecretView>> Handle(BeginSecondFactor command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if ((await own.CheckAsync(account, command.Password, cancellationToken) ?? await guard.RefusedAsync(account, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        if (await factors.FindAsync(account.Id, cancellationToken) is not null)
        {
            return new IllegalState("You have a second factor. Remove it before you begin another one.");
        }

        var secret = OneTimeCode.MakeSecret();
        db.SecondFactors.RemoveRange(await db.SecondFactors.Where(f => f.AccountId == account.Id).ToListAsync(cancellationToken));
        db.SecondFactors.Add(new SecondFactor { AccountId = account.Id, Secret = Sealed.Of(secret) });
        await db.SaveChangesAsync(cancellationToken);
        var issuer = Uri.EscapeDataString(profile.Platform.Provider.LegalName);
        return new SecondFactorSecretView(secret, $"otpauth://totp/{issuer}?secret={secret}&issuer={issuer}");
    }
}
