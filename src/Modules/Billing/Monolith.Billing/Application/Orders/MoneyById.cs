using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Billing.Application.Orders;

/// <summary>One payment of the caller, or any for the billing role.</summary>
/// <param name="PaymentId">The payment.</param>
[Allow(Role.Client, Role.Billing)]
internal sealed record PaymentById(Guid PaymentId) : IQuery<PaymentView>;

internal sealed class PaymentByIdHandler(BillingDbContext db, Payers payers, OrderReader reader) : IQueryHandler<PaymentById, PaymentView>
{
    public async Task<Result<PaymentView>> Handle(PaymentById query, CancellationToken cancellationToken)
    {
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.Id == query.PaymentId, cancellationToken);
        return payment is not null && await payers.MaySeeAsync(payment.SubjectId, payment.Id, cancellationToken)
            ? await reader.ViewAsync(payment, cancellationToken)
            : new InvoiceNotFound();
    }
}

/// <summary>One refund of the caller, or any for the billing role.</summary>
/// <param name="RefundId">The refund.</param>
[Allow(Role.Client, Role.Billing)]
internal sealed record RefundById(Guid RefundId) : IQuery<RefundView>;

internal sealed class RefundByIdHandler(BillingDbContext db, Payers payers, OrderReader reader) : IQueryHandler<RefundById, RefundView>
{
    public async Task<Result<RefundView>> Handle(RefundById query, CancellationToken cancellationToken)
    {
        var refund = await db.Refunds.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.RefundId, cancellationToken);
        return refund is not null && await payers.MaySeeAsync(refund.SubjectId, refund.Id, cancellationToken)
            ? await reader.ViewAsync(refund, cancellationToken)
            : new InvoiceNotFound();
    }
}
