using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Billing.Application.Ledger;

/// <summary>What stands on one account of the ledger in one currency.</summary>
/// <param name="Account">The account.</param>
/// <param name="Currency">The currency.</param>
/// <param name="DebitMinor">All debits, in the smallest unit.</param>
/// <param name="CreditMinor">All credits, in the smallest unit.</param>
internal sealed record AccountBalanceView(LedgerAccount Account, Currency Currency, long DebitMinor, long CreditMinor);

/// <summary>The ledger recomputed from its postings.</summary>
/// <param name="Balances">Whether debits equal credits in every currency (R23).</param>
/// <param name="Accounts">Every account.</param>
internal sealed record LedgerView(bool Balances, IReadOnlyList<AccountBalanceView> Accounts);

/// <summary>The ledger's accounts, recomputed from every posting, and whether they balance (R23).</summary>
[Query, Allow(Role.Billing, Role.Auditor)]
internal sealed record LedgerBalances : IQuery<LedgerView>;

internal sealed class LedgerBalancesHandler(BillingDbContext db) : IQueryHandler<LedgerBalances, LedgerView>
{
    public async Task<Result<LedgerView>> Handle(LedgerBalances query, CancellationToken cancellationToken)
    {
        var accounts = await db.Postings.GroupBy(p => new { p.Account, p.Currency })
            .Select(g => new AccountBalanceView(g.Key.Account, g.Key.Currency, g.Sum(p => p.DebitMinor), g.Sum(p => p.CreditMinor)))
            .ToListAsync(cancellationToken);
        return new LedgerView(
            accounts.GroupBy(a => a.Currency).All(g => g.Sum(a => a.DebitMinor) == g.Sum(a => a.CreditMinor)),
            [.. accounts.OrderBy(a => a.Currency).ThenBy(a => a.Account)]);
    }
}
