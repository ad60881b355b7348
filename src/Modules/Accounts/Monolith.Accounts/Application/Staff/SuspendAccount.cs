using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Staff;

/// <summary>
/// Cuts an account off at once: its sessions end and nobody signs in to it until it is restored; the owner is told. Nothing is erased.
/// Refused with ACCOUNT_NOT_FOUND, ILLEGAL_STATE.
/// </summary>
/// <param name="AccountId">Whose; not your own.</param>
[Mutation, Allow(Role.Administrator), Idempotent]
internal sealed record SuspendAccount([property: ID("Account")] Guid AccountId) : ICommand<AccountView>;

/// <summary>Takes a suspension back. Refused with REAUTH_REQUIRED, ACCOUNT_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="AccountId">Whose.</param>
[Mutation, Allow(Role.Administrator), Idempotent, FreshProof]
internal sealed record RestoreAccount([property: ID("Account")] Guid AccountId) : ICommand<AccountView>;

internal sealed class SuspendAccountHandler(AccountsDbContext db, Postbox post, SessionEnding ending, IVault vault, ICurrentUser user)
    : ICommandHandler<SuspendAccount, AccountView>
{
    public async Task<Result<AccountView>> Handle(SuspendAccount command, CancellationToken cancellationToken)
    {
        var account = command.AccountId == user.Id ? null : await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.AccountId, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (account.Suspend().Refusal is { } refusal)
        {
            return refusal;
        }

        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.AccountSuspended));
        var ended = await ending.PrepareAsync(account.Id, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return PersonReading.Plain(account);
    }
}

internal sealed class RestoreAccountHandler(AccountsDbContext db) : ICommandHandler<RestoreAccount, AccountView>
{
    public async Task<Result<AccountView>> Handle(RestoreAccount command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.AccountId, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (account.Restore().Refusal is { } refusal)
        {
            return refusal;
        }

        await db.SaveChangesAsync(cancellationToken);
        return PersonReading.Plain(account);
    }
}
