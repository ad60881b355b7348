using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Records;

/// <summary>Fields that a person deleted and of which a copy is kept for a time (O7-3.3), for a privacy officer; each look is audited. Refused with NEED_TO_KNOW.</summary>
/// <param name="Account">Whose.</param>
[Query, Allow(Role.PrivacyOfficer)]
internal sealed record RetainedCopy([property: ID("Account")] Guid Account) : IQuery<RetainedFieldView[]>;

/// <summary>A deleted field.</summary>
/// <param name="Name">Its name in the register.</param>
/// <param name="Value">What it held.</param>
/// <param name="DeletedAt">When its owner deleted it.</param>
/// <param name="KeptUntilAt">When the copy goes too.</param>
/// <param name="Reason">Why it is kept: the setting.</param>
internal sealed record RetainedFieldView(string Name, string Value, DateTime DeletedAt, DateTime KeptUntilAt, string Reason);

internal sealed class RetainedCopyHandler(AccountsDbContext db, AccountsPolicy policy, IAccessGate gate, IVault vault) : IQueryHandler<RetainedCopy, RetainedFieldView[]>
{
    public async Task<Result<RetainedFieldView[]>> Handle(RetainedCopy query, CancellationToken cancellationToken)
    {
        if (await gate.AskAsync(new AccessRequest(query.Account, DataClass.Identity, AccessMode.Read, Purpose.CaseHandling), cancellationToken) is { } no)
        {
            return no;
        }

        var reason = $"account.retainUnrevisedCopy.period={policy.Account.RetainUnrevisedCopy.Period} (A-23)";
        List<RetainedFieldView> views = [];
        foreach (var kept in await db.RetainedFields.AsNoTracking().Where(f => f.AccountId == query.Account).OrderBy(f => f.Id).ToListAsync(cancellationToken))
        {
            views.Add(new RetainedFieldView(kept.Field, await vault.OpenAsync(kept.Value, cancellationToken), kept.DeletedAt, kept.KeptUntilAt, reason));
        }

        return views.ToArray();
    }
}
