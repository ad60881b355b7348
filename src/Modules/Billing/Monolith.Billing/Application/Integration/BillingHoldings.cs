using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Invoices;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Specifications;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Billing.Application.Integration;

/// <summary>What Billing holds about a payer, for the list of holdings and the copy (CA-7.1).</summary>
internal sealed class BillingHoldings(BillingDbContext db, OrderReader reader) : IPersonalDataHolder
{
    private const string Module = "billing";

    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var untilAt = await db.Erasures.Where(e => e.SubjectId == subjectId).MaxAsync(e => e.RetainedUntilAt, cancellationToken);
        Holding[] all =
        [
            new(Module, DataClass.Billing, "orders", await db.Orders.WithSpecification(new OrdersOfPayer(subjectId)).CountAsync(cancellationToken), untilAt)
            {
                Source = FieldSource.Submitted, PolicyVersions = await db.Orders.WithSpecification(new OrdersOfPayer(subjectId)).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Billing, "payments", await db.Payments.CountAsync(p => p.SubjectId == subjectId, cancellationToken), untilAt) { Source = FieldSource.ThirdParty },
            new(Module, DataClass.Billing, "refunds", await db.Refunds.CountAsync(r => r.SubjectId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Submitted },
            new(Module, DataClass.Billing, "invoices", await db.Invoices.CountAsync(i => i.PayerId == subjectId, cancellationToken), untilAt) { Source = FieldSource.Platform },
        ];
        return [.. all.Where(h => h.Count > 0)];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        var orders = await reader.ReadAsync(db.Orders.WithSpecification(new OrdersOfPayer(subjectId)).OrderBy(o => o.Id), cancellationToken);
        var invoices = await db.Invoices.AsNoTracking().Include(i => i.Lines).Where(i => i.PayerId == subjectId).OrderBy(i => i.Id).ToListAsync(cancellationToken);
        return new Dictionary<string, IReadOnlyList<object>>
        {
            ["orders"] = [.. orders],
            ["invoices"] = [.. invoices.Select(InvoiceView.Of)],
        };
    }
}
