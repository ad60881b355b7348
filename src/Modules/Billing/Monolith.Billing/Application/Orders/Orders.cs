using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Specifications;
using Monolith.BuildingBlocks;
using Monolith.GraphQL.Annotations;

namespace Monolith.Billing.Application.Orders;

/// <summary>The caller's orders, latest first, at most 100; the billing role names the payer.</summary>
/// <param name="PayerId">Whose, for the billing role.</param>
[Query, Allow(Role.Client, Role.Billing)]
internal sealed record Orders([ID("Client")] Guid? PayerId = null) : IQuery<IReadOnlyList<OrderView>>;

internal sealed class OrdersHandler(BillingDbContext db, Payers payers, OrderReader reader) : IQueryHandler<Orders, IReadOnlyList<OrderView>>
{
    public async Task<Result<IReadOnlyList<OrderView>>> Handle(Orders query, CancellationToken cancellationToken)
    {
        var payer = await payers.InQuestionAsync(query.PayerId, AccessMode.Read, cancellationToken);
        return payer.Refusal is { } no
            ? no
            : (await reader.ReadAsync(db.Orders.WithSpecification(new OrdersOfPayer(payer.Value)).OrderByDescending(o => o.Id).Take(100), cancellationToken)).ToList();
    }
}

/// <summary>One order of the caller, or any for the billing role.</summary>
/// <param name="OrderId">The order.</param>
[Allow(Role.Client, Role.Billing)]
internal sealed record OrderById(Guid OrderId) : IQuery<OrderView>;

internal sealed class OrderByIdHandler(BillingDbContext db, Payers payers, OrderReader reader) : IQueryHandler<OrderById, OrderView>
{
    public async Task<Result<OrderView>> Handle(OrderById query, CancellationToken cancellationToken)
    {
        var found = await reader.ReadAsync(db.Orders.Where(o => o.Id == query.OrderId), cancellationToken);
        return found is [var order] && await payers.MaySeeAsync(order.PayerId, order.Id, cancellationToken) ? order : new OrderNotFound();
    }
}

/// <summary>What a transaction was.</summary>
internal enum TransactionKind
{
    /// <summary>Money was taken.</summary>
    Payment,

    /// <summary>Money went back.</summary>
    Refund,
}

/// <summary>Money that moved between a payer and the provider (B-06).</summary>
/// <param name="Kind">Which way.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much.</param>
/// <param name="HappenedAt">When.</param>
internal sealed record TransactionView(TransactionKind Kind, [property: ID("Order")] Guid OrderId, MoneyView Amount, DateTime HappenedAt);

/// <summary>Payments and refunds of the caller, latest first, at most 200; the billing role names the payer (B-06, CA-3.6, CA-3.7).</summary>
/// <param name="PayerId">Whose, for the billing role.</param>
[Query, Allow(Role.Client, Role.Billing)]
internal sealed record Transactions([ID("Client")] Guid? PayerId = null) : IQuery<IReadOnlyList<TransactionView>>;

internal sealed class TransactionsHandler(BillingDbContext db, BillingPolicy policy, Payers payers) : IQueryHandler<Transactions, IReadOnlyList<TransactionView>>
{
    public async Task<Result<IReadOnlyList<TransactionView>>> Handle(Transactions query, CancellationToken cancellationToken)
    {
        if (!policy.Billing.Transactions)
        {
            return new FeatureDisabled("The list of transactions");
        }

        var payer = await payers.InQuestionAsync(query.PayerId, AccessMode.Read, cancellationToken);
        if (payer.Refusal is { } no)
        {
            return no;
        }

        var payments = await db.Payments.AsNoTracking().Where(p => p.SubjectId == payer.Value).OrderByDescending(p => p.Id).Take(100)
            .Select(p => new TransactionView(TransactionKind.Payment, p.OrderId, new(p.AmountMinor, p.Currency), p.CapturedAt)).ToListAsync(cancellationToken);
        var refunds = await db.Refunds.AsNoTracking().Where(r => r.SubjectId == payer.Value).OrderByDescending(r => r.Id).Take(100)
            .Select(r => new TransactionView(TransactionKind.Refund, r.OrderId, new(r.AmountMinor, r.Currency), r.RefundedAt)).ToListAsync(cancellationToken);
        return payments.Concat(refunds).OrderByDescending(t => t.HappenedAt).ThenByDescending(t => t.Kind).ToList();
    }
}
