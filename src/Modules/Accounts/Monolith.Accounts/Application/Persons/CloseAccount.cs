using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Closes your own account: all sessions end now, and what Accounts holds is erased when the retention period is over (CA-8.2).
/// Refused with PASSWORD_WRONG, RATE_LIMITED, ILLEGAL_STATE.
/// </summary>
/// <param name="Password">Yours, as fresh proof.</param>
[Mutation, AllowSignedIn, GraphQLAlone]
internal sealed record CloseAccount(string Password) : ICommand<AccountView>;

internal sealed class CloseAccountHandler(
    AccountsDbContext db, OwnPassword own, AccountsPolicy policy, PolicyProfile profile, Postbox post, SessionEnding ending, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<CloseAccount, AccountView>
{
    public async Task<Result<AccountView>> Handle(CloseAccount command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (await own.CheckAsync(account, command.Password, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (account.Close(now, profile.Platform.Clock.Add(now, policy.Retention.Account)).Refusal is { } closed)
        {
            return closed;
        }

        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.AccountClosed));
        var ended = await ending.PrepareAsync(account.Id, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return PersonReading.Plain(account);
    }
}
