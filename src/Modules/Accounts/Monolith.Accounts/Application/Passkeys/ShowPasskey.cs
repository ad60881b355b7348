using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Passkeys;

/// <summary>
/// A challenge for a sign-in. It names nobody and looks the same for everybody: the device knows whose passkeys it has. Refused with FEATURE_DISABLED,
/// RATE_LIMITED.
/// </summary>
[Mutation(Payload = "passkeyOptions"), AllowAnyone, GraphQLAlone]
internal sealed record BeginPasskeySignIn : ICommand<PasskeyOptionsView>;

/// <summary>
/// Signs in with a passkey: it is both factors, no password and no code are asked for. Refused with PASSKEY_REFUSED, whatever is wrong; FEATURE_DISABLED,
/// RATE_LIMITED.
/// </summary>
/// <param name="Ceremony">What <c>beginPasskeySignIn</c> answered.</param>
/// <param name="Credential">What <c>navigator.credentials.get()</c> answered, as JSON.</param>
/// <param name="DeviceToken">What an earlier sign-in on this device answered.</param>
[Mutation(Payload = "signIn"), AllowAnyone, GraphQLAlone]
internal sealed record SignInWithPasskey(string Ceremony, string Credential, string? DeviceToken = null) : ICommand<SignInView>;

/// <summary>A challenge for fresh proof within the running session (R40). Refused with PASSKEY_NOT_FOUND, FEATURE_DISABLED, RATE_LIMITED.</summary>
[Mutation(Payload = "passkeyOptions"), AllowSignedIn, GraphQLAlone]
internal sealed record BeginPasskeyProof : ICommand<PasskeyOptionsView>;

/// <summary>
/// Gives fresh proof with a passkey, as <c>proveIdentity</c> does with a password; the tokens of the session are replaced. Refused with PASSKEY_REFUSED,
/// SESSION_OVER, FEATURE_DISABLED, RATE_LIMITED.
/// </summary>
/// <param name="Ceremony">What <c>beginPasskeyProof</c> answered.</param>
/// <param name="Credential">What <c>navigator.credentials.get()</c> answered, as JSON.</param>
[Mutation(Payload = "signIn"), AllowSignedIn, GraphQLAlone]
internal sealed record ProveIdentityWithPasskey(string Ceremony, string Credential) : ICommand<SignInView>;

internal sealed class BeginPasskeySignInHandler(AccountsDbContext db, Ceremonies ceremonies, IPasskeyVerifier verifier) : ICommandHandler<BeginPasskeySignIn, PasskeyOptionsView>
{
    public async Task<Result<PasskeyOptionsView>> Handle(BeginPasskeySignIn command, CancellationToken cancellationToken)
    {
        if (await ceremonies.RefusedAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var options = ceremonies.Begin(PasskeyPurpose.SignIn, await verifier.AskForOneAsync(null, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return options;
    }
}

internal sealed class SignInWithPasskeyHandler(
    AccountsDbContext db, Ceremonies ceremonies, ShownPasskey shown, SessionIssue issue, SignInLimits limits, RequestScope request, TimeProvider clock)
    : ICommandHandler<SignInWithPasskey, SignInView>
{
    public async Task<Result<SignInView>> Handle(SignInWithPasskey command, CancellationToken cancellationToken)
    {
        if (await ceremonies.RefusedAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await shown.TakeAsync(command.Ceremony, command.Credential, PasskeyPurpose.SignIn, cancellationToken) is not { State: AccountState.Open } account)
        {
            return ceremonies.Refuse(null);
        }

        var token = SecretToken.Hash(command.DeviceToken ?? "");
        var device = await db.Devices.FirstOrDefaultAsync(d => d.TokenHash == token && d.AccountId == account.Id, cancellationToken);
        var deviceToken = device is null ? SecretToken.Make() : command.DeviceToken!;
        if (device is null)
        {
            device = new KnownDevice { AccountId = account.Id, TokenHash = SecretToken.Hash(deviceToken), SeenAt = clock.GetUtcNow().UtcDateTime };
            db.Devices.Add(device);
        }

        var (session, view) = issue.Start(account, device, deviceToken, request.UserAgent, showedFactor: true);
        db.Sessions.Add(session);
        if (!await db.SavedAsync(cancellationToken))
        {
            return ceremonies.Refuse(account.Id);
        }

        await limits.PasskeySucceededAsync(request.RemoteAddress, cancellationToken);
        return view;
    }
}

internal sealed class BeginPasskeyProofHandler(AccountsDbContext db, Ceremonies ceremonies, IPasskeyVerifier verifier, ICurrentUser user)
    : ICommandHandler<BeginPasskeyProof, PasskeyOptionsView>
{
    public async Task<Result<PasskeyOptionsView>> Handle(BeginPasskeyProof command, CancellationToken cancellationToken)
    {
        if (await ceremonies.RefusedAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null || !await db.Passkeys.AnyAsync(p => p.AccountId == user.Id, cancellationToken))
        {
            return new PasskeyNotFound();
        }

        var options = ceremonies.Begin(PasskeyPurpose.Proof, await verifier.AskForOneAsync(account, cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
        return options;
    }
}

internal sealed class ProveIdentityWithPasskeyHandler(
    AccountsDbContext db, Ceremonies ceremonies, ShownPasskey shown, SessionIssue issue, SessionCache cache, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ProveIdentityWithPasskey, SignInView>
{
    public async Task<Result<SignInView>> Handle(ProveIdentityWithPasskey command, CancellationToken cancellationToken)
    {
        if (await ceremonies.RefusedAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == user.SessionId && s.EndedAt == null, cancellationToken);
        if (session is null)
        {
            return new SessionOver();
        }

        var account = await shown.TakeAsync(command.Ceremony, command.Credential, PasskeyPurpose.Proof, cancellationToken);
        if (account is null || account.Id != user.Id)
        {
            return ceremonies.Refuse(user.Id);
        }

        var (now, before, spent) = (clock.GetUtcNow().UtcDateTime, session.AccessHash, session.RefreshHash);
        session.Prove(now);
        session.ShowFactor(now);
        db.SpentTokens.Add(new SpentToken { Hash = spent, SessionId = session.Id });
        var view = issue.Renew(session, account, null);
        if (!await db.SavedAsync(cancellationToken))
        {
            return ceremonies.Refuse(account.Id);
        }

        cache.Forget(before);
        return view;
    }
}

/// <summary>A passkey that was shown: its challenge is used up, its answer verified, its count noted; the caller saves.</summary>
internal sealed class ShownPasskey(AccountsDbContext db, Ceremonies ceremonies, IPasskeyVerifier verifier, TimeProvider clock)
{
    /// <summary>Whose passkey it is; null when anything is wrong.</summary>
    public async Task<Account?> TakeAsync(string ceremony, string credential, PasskeyPurpose purpose, CancellationToken cancellationToken)
    {
        var state = await ceremonies.TakeAsync(ceremony, purpose, cancellationToken);
        if (state is null || await verifier.VerifyAsync(state, credential, cancellationToken) is not { } verified)
        {
            return null;
        }

        var (id, answer) = (verified.Account.Id, verified.Credential);
        var passkey = await db.Passkeys.SingleAsync(p => p.AccountId == id && p.CredentialId == answer.Id, cancellationToken);
        passkey.Use(answer.SignCount, answer.IsBackedUp, clock.GetUtcNow().UtcDateTime);
        return await db.Accounts.SingleAsync(a => a.Id == id, cancellationToken);
    }
}
