using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>Remembers what an account bought, where offers go to similar goods only (O7-4.8); elsewhere nothing is remembered.</summary>
internal sealed class PurchaseListener(ConsentDbContext db, ConsentPolicy policy) : IListener<OrderPaid>
{
    public async Task HandleAsync(OrderPaid told, CancellationToken cancellationToken)
    {
        if (!policy.Marketing.SimilarGoodsOnly || await db.Purchases.AnyAsync(p => p.AccountId == told.PayerId && p.ProductId == told.ProductId, cancellationToken))
        {
            return;
        }

        db.Purchases.Add(new Purchase(told.PayerId, told.ProductId, told.PaidAt));
        await db.SaveChangesAsync(cancellationToken);
    }
}
