using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Specifications;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Billing.Application.Integration;

/// <summary>Unpaid orders of an erased person go; whatever moved money is kept for the period that the law wants (B-08, X-27).</summary>
internal sealed class ErasureListener(BillingDbContext db, BillingPolicy policy, PolicyProfile profile, TimeProvider clock)
    : IListener<ErasureOrdered>, IListener<ErasureSettled>
{
    public async Task HandleAsync(ErasureOrdered told, CancellationToken cancellationToken)
    {
        if (await db.Erasures.AnyAsync(e => e.CaseId == told.CaseId && e.SubjectId == told.SubjectId, cancellationToken))
        {
            return;
        }

        var orders = await db.Orders.WithSpecification(new OrdersOfPayer(told.SubjectId)).ToListAsync(cancellationToken);
        var paid = orders.Count(o => o.PaidAt is not null);
        var unpaid = orders.Where(o => !o.IsBooked).ToList();
        var invoiced = orders.Where(o => o.OrganisationId is not null).ToList();
        var refunds = await db.Refunds.CountAsync(r => r.SubjectId == told.SubjectId, cancellationToken);
        var invoices = await db.Invoices.CountAsync(i => i.PayerId == told.SubjectId, cancellationToken);
        var lastAt = await db.Invoices.Where(i => i.PayerId == told.SubjectId).MaxAsync(i => (DateTime?)i.IssuedAt, cancellationToken);
        lastAt = invoiced.Select(o => (DateTime?)o.PlacedAt).Append(lastAt).Max();
        var untilAt = lastAt is { } last ? profile.Platform.Clock.Add(last, policy.Retention.Billing) : (DateTime?)null;

        // A paid order stands for two records: the order and its payment.
        var retained = (paid * 2) + invoiced.Count + refunds + invoices;
        db.Orders.RemoveRange(unpaid);
        db.Erasures.Add(new ErasureRecord(told.CaseId, told.SubjectId, unpaid.Count, retained, untilAt, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(ErasureSettled told, CancellationToken cancellationToken)
    {
        var orders = await db.Orders.WithSpecification(new OrdersOfPayer(told.SubjectId)).ToListAsync(cancellationToken);
        db.Orders.RemoveRange(orders.Where(o => o.PaidAt is null));
        await db.SaveChangesAsync(cancellationToken);
    }
}
