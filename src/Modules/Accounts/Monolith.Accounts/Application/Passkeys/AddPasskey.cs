using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Factors;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Passkeys;

/// <summary>
/// A challenge with which a device makes a passkey for your account. Refused with REAUTH_REQUIRED, SECOND_FACTOR_REQUIRED, ILLEGAL_STATE, FEATURE_DISABLED,
/// RATE_LIMITED.
/// </summary>
[Mutation(Payload = "passkeyOptions"), AllowSignedIn, GraphQLAlone, FreshProof]
internal sealed record BeginPasskey : ICommand<PasskeyOptionsView>;

/// <summary>
/// Adds the passkey that a device made for the challenge; you are told by mail. Refused with PASSKEY_REFUSED, FIELD_REQUIRED, SECOND_FACTOR_REQUIRED,
/// FEATURE_DISABLED, RATE_LIMITED.
/// </summary>
/// <param name="Ceremony">What <c>beginPasskey</c> answered.</param>
/// <param name="Credential">What <c>navigator.credentials.create()</c> answered, as JSON.</param>
/// <param name="Name">What to call it, such as the device it is on; 1 to 60 characters.</param>
[Mutation, AllowSignedIn, GraphQLAlone]
internal sealed record AddPasskey(string Ceremony, string Credential, string Name) : ICommand<PasskeyView>;

internal sealed class BeginPasskeyHandler(AccountsDbContext db, Ceremonies ceremonies, FactorGuard guard, IPasskeyVerifier verifier, IVault vault, ICurrentUser user)
    : ICommandHandler<BeginPasskey, PasskeyOptionsView>
{
    public async Task<Result<PasskeyOptionsView>> Handle(BeginPasskey command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if ((await ceremonies.RefusedAsync(cancellationToken) ?? await guard.RefusedAsync(account, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        if (await db.Passkeys.CountAsync(p => p.AccountId == account.Id, cancellationToken) >= Passkey.Most)
        {
            return new IllegalState($"You have {Passkey.Most} passkeys. Remove one first.");
        }

        var options = ceremonies.Begin(PasskeyPurpose.Add, await verifier.AskForNewAsync(account, await vault.OpenAsync(account.Email, cancellationToken), cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return options;
    }
}

internal sealed class AddPasskeyHandler(
    AccountsDbContext db, Ceremonies ceremonies, FactorGuard guard, IPasskeyVerifier verifier, SessionCache cache, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<AddPasskey, PasskeyView>
{
    public async Task<Result<PasskeyView>> Handle(AddPasskey command, CancellationToken cancellationToken)
    {
        if (PasskeyName.Refused(command.Name) is { } nameless)
        {
            return nameless;
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if ((await ceremonies.RefusedAsync(cancellationToken) ?? await guard.RefusedAsync(account, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        var state = await ceremonies.TakeAsync(command.Ceremony, PasskeyPurpose.Add, cancellationToken);
        var credential = state is null ? null : await verifier.VerifyNewAsync(state, command.Credential, cancellationToken);
        if (credential is null)
        {
            return ceremonies.Refuse(account.Id);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var passkey = Passkey.Of(account.Id, command.Name.Trim(), credential, now);
        db.Passkeys.Add(passkey);
        account.ChangeFactors();
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.PasskeyAdded));
        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == user.SessionId, cancellationToken);
        session?.ShowFactor(now);
        if (!await db.SavedAsync(cancellationToken))
        {
            return ceremonies.Refuse(account.Id);
        }

        cache.Forget(session?.AccessHash ?? []);
        return PasskeyView.Of(passkey, command.Name.Trim());
    }
}
