using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Accounts.Contracts;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>Your own account, whole (CA-7.1).</summary>
[Query, AllowSignedIn, OwnData(DataClass.Identity, AccessMode.Read, Purpose.AccountManagement)]
internal sealed record Me : IQuery<AccountView>;

/// <summary>
/// An account: yours whole, others' for the roles that need it. Administrators see that it exists and how it stands; support and the officers
/// see the person too, and each look is audited. Refused with ACCOUNT_NOT_FOUND, NEED_TO_KNOW.
/// </summary>
/// <param name="Id">The account.</param>
[Query("account"), AllowSignedIn]
internal sealed record AccountById([property: ID("Account")] Guid Id) : IQuery<AccountView>;

internal sealed class MeHandler(AccountsDbContext db, PersonReading reading, ICurrentUser user, TimeProvider clock) : IQueryHandler<Me, AccountView>
{
    public async Task<Result<AccountView>> Handle(Me query, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var sessions = await db.Sessions.CountAsync(s => s.AccountId == user.Id && s.EndedAt == null && s.EndsAt > now, cancellationToken);
        return await reading.ForOwnerAsync(account, sessions, cancellationToken);
    }
}

internal sealed class AccountByIdHandler(AccountsDbContext db, PersonReading reading, IAccessGate gate, ICurrentUser user) : IQueryHandler<AccountById, AccountView>
{
    private static readonly HashSet<Role> Readers = [Role.Administrator, Role.Support, Role.GrievanceOfficer, Role.PrivacyOfficer];

    public async Task<Result<AccountView>> Handle(AccountById query, CancellationToken cancellationToken)
    {
        var mayLook = query.Id == user.Id || Readers.Contains(user.Role);
        var account = mayLook ? await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == query.Id, cancellationToken) : null;
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (user.Role is Role.Administrator && query.Id != user.Id)
        {
            return PersonReading.Plain(account);
        }

        var purpose = user.Role is Role.GrievanceOfficer or Role.PrivacyOfficer ? Purpose.CaseHandling : Purpose.AccountManagement;
        return await gate.AskAsync(new AccessRequest(account.Id, DataClass.Identity, AccessMode.Read, purpose, account.Id), cancellationToken) is { } refusal
            ? refusal
            : await reading.WithPersonAsync(account, cancellationToken);
    }
}
