using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Application.Ledger;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Contracts;

namespace Monolith.Billing.Application.Orders;

/// <summary>
/// Pays money back, never more than was paid (CA-3.7). A client gets what the cancellation table gives for a session called off; the
/// billing role may go up to what is left of the payment, above 1,000.00 after somebody else approved it (R43); an organisation gets a credit note. Refused with REAUTH_REQUIRED, ORDER_NOT_FOUND, ILLEGAL_STATE, NOT_REFUNDABLE,
/// SECOND_PERSON_REQUIRED, REFUND_EXCEEDS_PAYMENT, PROCESSOR_NOT_BOUND, CARD_DATA_FORBIDDEN.
/// </summary>
/// <param name="OrderId">The order.</param>
/// <param name="Reason">Why.</param>
/// <param name="AmountMinor">How much, in the smallest unit; whatever is due when left out.</param>
[Mutation, Allow(Role.Client, Role.Billing), Idempotent, FreshProof(Role.Billing)]
internal sealed record RefundPayment([ID("Order")] Guid OrderId, string Reason, long? AmountMinor = null) : ICommand<RefundView>;

internal sealed class RefundPaymentHandler(
    BillingDbContext db, BillingPolicy policy, Payers payers, ISessionFacts sessions, IConsentFacts consents, IPaymentProvider provider,
    Books books, OrderReader reader, ISecondPerson second, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RefundPayment, RefundView>
{
    // 1,000.00 of whatever currency: what one member of staff pays back alone (R43).
    private const long MostAloneMinor = 100_000;
    private const string CreditedHere = "credit note";

    public async Task<Result<RefundView>> Handle(RefundPayment command, CancellationToken cancellationToken)
    {
        if (CardNumbers.IsIn(command.Reason))
        {
            return new CardDataForbidden("reason");
        }

        if (!policy.Billing.Refunds)
        {
            return new FeatureDisabled("Refunds");
        }

        var isStaff = user.Role is Role.Billing;
        var order = await db.Orders.SingleOrDefaultAsync(o => o.Id == command.OrderId && (isStaff || o.PayerId == user.Id), cancellationToken);
        if (order is null)
        {
            return new OrderNotFound();
        }

        var payer = await payers.InQuestionAsync(order.PayerId, AccessMode.Write, cancellationToken);
        if (payer.Refusal is { } closed)
        {
            return closed;
        }

        var session = order.AppointmentId is { } id ? await sessions.FindAsync(id, cancellationToken) : null;
        var amount = order.Refundable(command.AmountMinor, session, isStaff);
        if (amount.Refusal is { } no)
        {
            return no;
        }

        return isStaff && amount.Value.Minor > MostAloneMinor && await second.AskAsync(command, [Role.Billing, Role.Administrator], cancellationToken) is { } waits
            ? waits
            : await PayBackAsync(order, amount.Value, command.Reason, cancellationToken);
    }

    private async Task<Result<RefundView>> PayBackAsync(Order order, Money amount, string reason, CancellationToken cancellationToken)
    {
        if (order.OrganisationId is not null)
        {
            return await BookAsync(order, amount, CreditedHere, reason, cancellationToken);
        }

        if (PaymentShare.WhyNot(await consents.BindingAsync(order.PayerId, ProcessorKind.Payment, IPaymentProvider.ToRefund, cancellationToken)) is { } refusal)
        {
            return refusal;
        }

        // Two at once ask under the same number: the provider pays one of them, and only that one can be saved.
        var answer = await provider.RefundAsync(order.Id, order.RefundCount + 1, amount, cancellationToken);
        if (answer.Reference is not { } reference)
        {
            return new Conflict();
        }

        return await BookAsync(order, amount, reference, reason, cancellationToken);
    }

    private async Task<Result<RefundView>> BookAsync(Order order, Money amount, string reference, string reason, CancellationToken cancellationToken)
    {
        var refund = order.PayBack(amount, reference, reason, clock.GetUtcNow().UtcDateTime);
        db.Refunds.Add(refund);
        await books.AddAsync(order, InvoiceKind.CreditNote, JournalEntry.Of(order, refund), amount, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(refund, cancellationToken);
    }
}
