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

/// <summary>Your passkeys, oldest first.</summary>
[Query, AllowSignedIn, OwnData(DataClass.Identity, AccessMode.Read, Purpose.AccountManagement)]
internal sealed record MyPasskeys : IQuery<PasskeyView[]>;

/// <summary>A passkey.</summary>
/// <param name="PasskeyId">For <c>renamePasskey</c> and <c>removePasskey</c>.</param>
/// <param name="Name">What you call it.</param>
/// <param name="IsSynced">Whether its device copies it to your other devices.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="UsedAt">When it last signed in or proved something; null = never.</param>
internal sealed record PasskeyView([property: ID("Passkey")] Guid PasskeyId, string Name, bool IsSynced, DateTime AddedAt, DateTime? UsedAt)
{
    public static PasskeyView Of(Passkey passkey, string name) => new(passkey.Id, name, passkey.IsBackedUp, passkey.AddedAt, passkey.UsedAt);
}

/// <summary>Calls a passkey something else. Refused with PASSKEY_NOT_FOUND, FIELD_REQUIRED.</summary>
/// <param name="PasskeyId">One of <c>myPasskeys</c>.</param>
/// <param name="Name">1 to 60 characters.</param>
[Mutation, AllowSignedIn, Idempotent]
internal sealed record RenamePasskey([property: ID("Passkey")] Guid PasskeyId, string Name) : ICommand<PasskeyView>;

/// <summary>
/// Gives a passkey up; your other sessions end, and you are told by mail. The last factor of a member of staff stays. Refused with PASSKEY_NOT_FOUND,
/// LAST_FACTOR, SECOND_FACTOR_REQUIRED, REAUTH_REQUIRED.
/// </summary>
/// <param name="PasskeyId">One of <c>myPasskeys</c>.</param>
[Mutation(Payload = "ended"), AllowSignedIn, Idempotent, FreshProof]
internal sealed record RemovePasskey([property: ID("Passkey")] Guid PasskeyId) : ICommand<EndedSessionsView>;

/// <summary>What a passkey may be called.</summary>
internal static class PasskeyName
{
    /// <summary>Null when it is a name.</summary>
    public static Refusal? Refused(string name) =>
        name.Trim().Length is 0 or > Passkey.LongestName ? new FieldRequired("name", $"Give it a name of 1 to {Passkey.LongestName} characters.") : null;
}

internal sealed class MyPasskeysHandler(AccountsDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<MyPasskeys, PasskeyView[]>
{
    public async Task<Result<PasskeyView[]>> Handle(MyPasskeys query, CancellationToken cancellationToken)
    {
        List<PasskeyView> views = [];
        foreach (var passkey in await db.Passkeys.AsNoTracking().Where(p => p.AccountId == user.Id).OrderBy(p => p.AddedAt).ToListAsync(cancellationToken))
        {
            views.Add(PasskeyView.Of(passkey, await vault.OpenAsync(passkey.Name, cancellationToken)));
        }

        return views.ToArray();
    }
}

internal sealed class RenamePasskeyHandler(AccountsDbContext db, ICurrentUser user) : ICommandHandler<RenamePasskey, PasskeyView>
{
    public async Task<Result<PasskeyView>> Handle(RenamePasskey command, CancellationToken cancellationToken)
    {
        if (PasskeyName.Refused(command.Name) is { } nameless)
        {
            return nameless;
        }

        var passkey = await db.Passkeys.SingleOrDefaultAsync(p => p.Id == command.PasskeyId && p.AccountId == user.Id, cancellationToken);
        if (passkey is null)
        {
            return new PasskeyNotFound();
        }

        passkey.Rename(command.Name.Trim());
        await db.SaveChangesAsync(cancellationToken);
        return PasskeyView.Of(passkey, command.Name.Trim());
    }
}

internal sealed class RemovePasskeyHandler(AccountsDbContext db, FactorGuard guard, SessionEnding ending, Postbox post, IVault vault, ICurrentUser user)
    : ICommandHandler<RemovePasskey, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(RemovePasskey command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        var passkey = await db.Passkeys.SingleOrDefaultAsync(p => p.Id == command.PasskeyId && p.AccountId == user.Id, cancellationToken);
        if (account is null || passkey is null)
        {
            return new PasskeyNotFound();
        }

        if ((await guard.RefusedAsync(account, cancellationToken) ?? await guard.IsLastAsync(account, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        db.Passkeys.Remove(passkey);
        account.ChangeFactors();
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.PasskeyRemoved));
        var ended = await ending.PrepareAsync(account.Id, user.SessionId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new EndedSessionsView(ended.Count);
    }
}
