using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Minors;

/// <summary>
/// An officer is sure that a client is under age. Below the profile's age the account is cut off and erased by the deadline;
/// between that and majority it is frozen and its parent asked for; sent again with <c>refusedByParent</c>, it is erased by the deadline too.
/// Refused with REAUTH_REQUIRED, FEATURE_DISABLED, ACCOUNT_NOT_FOUND, FIELD_REQUIRED, ILLEGAL_STATE.
/// </summary>
/// <param name="AccountId">Whose.</param>
/// <param name="Age">In whole years.</param>
/// <param name="RefusedByParent">Whether a parent said no.</param>
[Mutation(Payload = "discoveredMinor"), Allow(Role.PrivacyOfficer, Role.GrievanceOfficer), Idempotent, FreshProof]
internal sealed record RecordDiscoveredMinor([property: ID("Account")] Guid AccountId, int Age, bool RefusedByParent = false) : ICommand<DiscoveredMinorView>;

/// <summary>What happens with the account.</summary>
/// <param name="AccountId">Whose.</param>
/// <param name="State">Frozen, or leaving.</param>
/// <param name="EraseAt">When it is erased at the latest.</param>
internal sealed record DiscoveredMinorView([property: ID("Account")] Guid AccountId, MinorState State, DateTime? EraseAt);

internal sealed class RecordDiscoveredMinorHandler(
    AccountsDbContext db, AccountsPolicy policy, MinorClock minors, Postbox post, SessionEnding ending, IVault vault, TimeProvider clock)
    : ICommandHandler<RecordDiscoveredMinor, DiscoveredMinorView>
{
    public async Task<Result<DiscoveredMinorView>> Handle(RecordDiscoveredMinor command, CancellationToken cancellationToken)
    {
        if (policy.Age.DiscoveredMinor is not { } rule)
        {
            return new FeatureDisabled("An age limit");
        }

        if (command.Age < 0 || command.Age >= (rule.FrozenBelow ?? rule.Below))
        {
            return new FieldRequired("age", $"Only for ages below {rule.FrozenBelow ?? rule.Below}.");
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == command.AccountId && a.Kind == AccountKind.Client, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var minor = await db.Minors.SingleOrDefaultAsync(m => m.AccountId == account.Id, cancellationToken);
        if (minor is { State: MinorState.Consented })
        {
            return new IllegalState("A parent's consent carries this account.");
        }

        if (minor is null)
        {
            minor = Minor.Found(account.Id, minors.AdultAt(command.Age, now));
            db.Minors.Add(minor);
        }

        var ended = await DecideAsync(account, minor, command.Age < rule.Below || command.RefusedByParent, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new DiscoveredMinorView(account.Id, minor.State, minor.EraseAt);
    }

    private async Task<IReadOnlyList<Guid>> DecideAsync(Account account, Minor minor, bool leaves, DateTime now, CancellationToken cancellationToken)
    {
        var email = await vault.OpenAsync(account.Email, cancellationToken);
        if (!leaves)
        {
            minor.Freeze(minors.FrozenUntil(now));
            db.OutgoingMessages.Add(post.Mail(account.Id, email, MessageTemplate.ParentNeeded));
            return [];
        }

        minor.Leave(minors.LeavingUntil(now));
        account.Suspend();
        db.OutgoingMessages.Add(post.Mail(account.Id, email, MessageTemplate.AccountSuspended));
        return await ending.PrepareAsync(account.Id, null, cancellationToken);
    }
}
