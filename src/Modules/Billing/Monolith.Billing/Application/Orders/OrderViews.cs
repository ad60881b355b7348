using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Products;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Billing.Application.Orders;

/// <summary>One product ordered by one payer.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ProductId">What was ordered.</param>
/// <param name="PayerId">Who pays.</param>
/// <param name="AppointmentId">The appointment it pays for, if it pays for one.</param>
/// <param name="Amount">The price.</param>
/// <param name="State">How it stands.</param>
/// <param name="PlacedAt">When it was placed.</param>
/// <param name="PaidAt">When it was paid.</param>
/// <param name="Payment">The payment.</param>
/// <param name="Refunds">What went back.</param>
/// <param name="RefundDue">What a cancellation made due and was not paid back yet.</param>
/// <param name="IsInvoicedToOrganisation">Whether the payer's organisation is invoiced in the payer's place (HU-22).</param>
internal sealed record OrderView(
    Guid Id,
    [property: ID("Product")] Guid ProductId,
    [property: ID("Client")] Guid PayerId,
    [property: ID("Appointment")] Guid? AppointmentId,
    MoneyView Amount,
    OrderState State,
    DateTime PlacedAt,
    DateTime? PaidAt,
    PaymentView? Payment,
    IReadOnlyList<RefundView> Refunds,
    MoneyView? RefundDue,
    bool IsInvoicedToOrganisation = false);

/// <summary>Money taken for an order.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Amount">How much.</param>
/// <param name="Card">Brand and last four digits.</param>
/// <param name="ProviderReference">The payment provider's name for it.</param>
/// <param name="CapturedAt">When.</param>
internal sealed record PaymentView(Guid Id, MoneyView Amount, string Card, string ProviderReference, DateTime CapturedAt);

/// <summary>Money paid back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Amount">How much.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProviderReference">The payment provider's name for it.</param>
/// <param name="RefundedAt">When.</param>
internal sealed record RefundView(Guid Id, [property: ID("Order")] Guid OrderId, MoneyView Amount, string Reason, string ProviderReference, DateTime RefundedAt);

/// <summary>Reads orders as the graph shows them.</summary>
internal sealed class OrderReader(BillingDbContext db, IVault vault)
{
    public async Task<IReadOnlyList<OrderView>> ReadAsync(IQueryable<Order> query, CancellationToken cancellationToken)
    {
        var orders = await query.AsNoTracking().ToListAsync(cancellationToken);
        await vault.WarmAsync(orders.Select(o => o.PayerId).Distinct(), cancellationToken);
        var ids = orders.Select(o => o.Id).ToList();
        var payments = await db.Payments.AsNoTracking().Where(p => ids.Contains(p.OrderId)).ToDictionaryAsync(p => p.OrderId, cancellationToken);
        var refunds = (await db.Refunds.AsNoTracking().Where(r => ids.Contains(r.OrderId)).OrderBy(r => r.Number).ToListAsync(cancellationToken)).ToLookup(r => r.OrderId);
        List<OrderView> views = [];
        foreach (var order in orders)
        {
            views.Add(await ViewAsync(order, payments.GetValueOrDefault(order.Id), [.. refunds[order.Id]], cancellationToken));
        }

        return views;
    }

    public async Task<OrderView> ViewAsync(Order order, Payment? payment, IReadOnlyList<Refund> refunds, CancellationToken cancellationToken)
    {
        List<RefundView> refunded = [];
        foreach (var refund in refunds)
        {
            refunded.Add(await ViewAsync(refund, cancellationToken));
        }

        var due = order.RefundDueMinor > 0 ? new MoneyView(order.RefundDueMinor, order.Currency) : null;
        return new OrderView(
            order.Id, order.ProductId, order.PayerId, order.AppointmentId, MoneyView.Of(order.Amount), order.State, order.PlacedAt, order.PaidAt,
            payment is null ? null : await ViewAsync(payment, cancellationToken), refunded, due, order.OrganisationId is not null);
    }

    public async Task<PaymentView> ViewAsync(Payment payment, CancellationToken cancellationToken) => new(
        payment.Id, new(payment.AmountMinor, payment.Currency), await WordsAsync(payment.Card, cancellationToken),
        await WordsAsync(payment.ProviderReference, cancellationToken), payment.CapturedAt);

    public async Task<RefundView> ViewAsync(Refund refund, CancellationToken cancellationToken) => new(
        refund.Id, refund.OrderId, new(refund.AmountMinor, refund.Currency), await WordsAsync(refund.Reason, cancellationToken),
        await WordsAsync(refund.ProviderReference, cancellationToken), refund.RefundedAt);

    // Once the period of law is over the details are gone and the amounts stay.
    private async Task<string> WordsAsync(Sealed<string> words, CancellationToken cancellationToken) =>
        (await vault.TryOpenAsync(words, cancellationToken)).Value ?? "";
}
