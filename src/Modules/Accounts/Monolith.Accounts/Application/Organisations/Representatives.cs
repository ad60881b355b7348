using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Organisations;

/// <summary>
/// Lets a member act for the organisation: see what it is invoiced, and nothing of its people (HU-22). Refused with FEATURE_DISABLED, ACCOUNT_NOT_FOUND,
/// ILLEGAL_STATE.
/// </summary>
/// <param name="AccountId">The member.</param>
[Mutation(Payload = "membership"), Allow(Role.Administrator), Idempotent]
internal sealed record AppointOrganisationRepresentative([property: ID("Account")] Guid AccountId) : ICommand<MembershipView>;

/// <summary>
/// Ends what ties an account to its organisation: it orders on its own account from now on, and acts for nobody. Refused with FEATURE_DISABLED, ACCOUNT_NOT_FOUND,
/// ILLEGAL_STATE.
/// </summary>
/// <param name="AccountId">The member.</param>
[Mutation(Payload = "membership"), Allow(Role.Administrator), Idempotent]
internal sealed record EndOrganisationMembership([property: ID("Account")] Guid AccountId) : ICommand<MembershipView>;

/// <summary>How an account stands to an organisation.</summary>
/// <param name="OrganisationId">The organisation; null when it belongs to none any more.</param>
/// <param name="IsManager">Whether it acts for the organisation.</param>
internal sealed record MembershipView([property: ID] Guid? OrganisationId, bool IsManager);

/// <summary>Members of organisations that are customers.</summary>
internal sealed class Members(AccountsDbContext db, AccountsPolicy policy)
{
    /// <summary>The account, if it is a client of an organisation.</summary>
    public async Task<Result<Account>> FindAsync(Guid accountId, CancellationToken cancellationToken)
    {
        if (policy.Organisations.Mode is not OrganisationsMode.BusinessCustomer)
        {
            return new FeatureDisabled("Organisations as customers");
        }

        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == accountId && a.Kind == AccountKind.Client && a.State == AccountState.Open, cancellationToken);
        return account is null ? new AccountNotFound() : account.OrganisationId is null ? new IllegalState("The account belongs to no organisation.") : account;
    }
}

internal sealed class AppointOrganisationRepresentativeHandler(AccountsDbContext db, Members members) : ICommandHandler<AppointOrganisationRepresentative, MembershipView>
{
    public async Task<Result<MembershipView>> Handle(AppointOrganisationRepresentative command, CancellationToken cancellationToken)
    {
        var member = await members.FindAsync(command.AccountId, cancellationToken);
        if (member.Refusal is { } no)
        {
            return no;
        }

        member.Value.ActForOrganisation();
        await db.SaveChangesAsync(cancellationToken);
        return new MembershipView(member.Value.OrganisationId, true);
    }
}

internal sealed class EndOrganisationMembershipHandler(AccountsDbContext db, Members members) : ICommandHandler<EndOrganisationMembership, MembershipView>
{
    public async Task<Result<MembershipView>> Handle(EndOrganisationMembership command, CancellationToken cancellationToken)
    {
        var member = await members.FindAsync(command.AccountId, cancellationToken);
        if (member.Refusal is { } no)
        {
            return no;
        }

        member.Value.LeaveOrganisation();
        await db.SaveChangesAsync(cancellationToken);
        return new MembershipView(null, false);
    }
}
