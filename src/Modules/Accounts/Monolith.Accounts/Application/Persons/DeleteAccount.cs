using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Deletes your account for good, without a request (O7-3.5, AP-14): nobody signs in to it any more, and every module erases at once what no law
/// makes it keep. It cannot be taken back. Refused with FEATURE_DISABLED, FIELD_REQUIRED, PASSWORD_WRONG, RATE_LIMITED, ILLEGAL_STATE.
/// </summary>
/// <param name="Password">Yours, as fresh proof.</param>
/// <param name="Confirm">That you mean it.</param>
[Mutation(Payload = "deletion"), Allow(Role.Client), GraphQLAlone]
internal sealed record DeleteAccount(string Password, bool Confirm) : ICommand<DeletionView>;

/// <summary>An account that is gone.</summary>
/// <param name="DeletedAt">Since when.</param>
internal sealed record DeletionView(DateTime DeletedAt);

internal sealed class DeleteAccountHandler(AccountsDbContext db, OwnPassword own, AccountsPolicy policy, SessionEnding ending, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<DeleteAccount, DeletionView>
{
    public async Task<Result<DeletionView>> Handle(DeleteAccount command, CancellationToken cancellationToken)
    {
        if (!policy.Account.SelfDelete)
        {
            return new FeatureDisabled("Deleting an account without a request");
        }

        if (!command.Confirm)
        {
            return new FieldRequired("confirm", "Confirm that everything of yours is to be erased.");
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if ((await own.CheckAsync(account, command.Password, cancellationToken) ?? account.Delete(now).Refusal) is { } refusal)
        {
            return refusal;
        }

        var ended = await ending.PrepareAsync(account.Id, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new DeletionView(now);
    }
}
