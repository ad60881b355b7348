using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Ledger;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Specifications;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;

namespace Monolith.Billing.Application.Orders;

/// <summary>
/// Pays an order through the bound payment processor (CA-3.6, CA-3.14). The order's id is the reference, so sending this again never
/// charges twice. Refused with ORDER_NOT_FOUND, ILLEGAL_STATE, PROCESSOR_NOT_BOUND, TRANSFER_CONSENT_REQUIRED, CARD_DATA_FORBIDDEN, PAYMENT_DECLINED, PAYMENT_OUTCOME_UNKNOWN.
/// </summary>
/// <param name="OrderId">The order.</param>
/// <param name="PaymentMethod">The token of the payment form; never the number of a card (B-04).</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Billing, AccessMode.Write, Purpose.Payment)]
internal sealed record PayOrder([ID("Order")] Guid OrderId, string PaymentMethod) : ICommand<OrderView>;

internal sealed class PayOrderHandler(
    BillingDbContext db, BillingPolicy policy, IConsentFacts consents, IPaymentProvider provider, Books books, OrderReader reader, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<PayOrder, OrderView>
{
    public async Task<Result<OrderView>> Handle(PayOrder command, CancellationToken cancellationToken)
    {
        if (CardNumbers.IsIn(command.PaymentMethod))
        {
            return new CardDataForbidden("paymentMethod");
        }

        if (!policy.Billing.Payments)
        {
            return new FeatureDisabled("Payment");
        }

        var order = await db.Orders.WithSpecification(new OrdersOfPayer(user.Id)).SingleOrDefaultAsync(o => o.Id == command.OrderId, cancellationToken);
        if (order is null)
        {
            return new OrderNotFound();
        }

        if (order.WhyNotPayable() is { } no)
        {
            return no;
        }

        if (PaymentShare.WhyNot(await consents.BindingAsync(user.Id, ProcessorKind.Payment, IPaymentProvider.ToCharge, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        var charge = await provider.ChargeAsync(order.Id, order.Amount, command.PaymentMethod, cancellationToken);
        return charge.Outcome switch
        {
            ChargeOutcome.Captured => await BookAsync(order, charge.Capture!, cancellationToken),
            ChargeOutcome.Declined => new PaymentDeclined(),
            _ => new PaymentOutcomeUnknown(),
        };
    }

    private async Task<Result<OrderView>> BookAsync(Order order, Capture capture, CancellationToken cancellationToken)
    {
        var payment = order.Pay(capture, clock.GetUtcNow().UtcDateTime);
        if (payment.Refusal is { } no)
        {
            return no;
        }

        db.Payments.Add(payment.Value);
        await books.AddAsync(order, InvoiceKind.Invoice, JournalEntry.Of(payment.Value), order.Amount, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(order, payment.Value, [], cancellationToken);
    }
}
