using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Therapy.Contracts;

namespace Monolith.Billing.Domain;

/// <summary>How an order stands.</summary>
internal enum OrderState
{
    /// <summary>Placed and not paid.</summary>
    Placed,

    /// <summary>Paid.</summary>
    Paid,

    /// <summary>Part of the money went back.</summary>
    PartlyRefunded,

    /// <summary>All of the money went back.</summary>
    Refunded,

    /// <summary>Fell before it was paid.</summary>
    Cancelled,

    /// <summary>On the invoice of the payer's organisation.</summary>
    Invoiced,
}

/// <summary>
/// One product for one payer, paid once, refunded up to what was paid (CA-3.6, CA-3.7); or on the invoice of the payer's organisation, which owes it from then on (HU-22).
/// </summary>
internal sealed class Order : Entity, ISubmission
{
    private Order()
    {
    }

    /// <summary>Who pays, unless an organisation does; whose order it is.</summary>
    public Guid PayerId { get; private init; }

    /// <inheritdoc/>
    public Guid GivenBy => PayerId;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    /// <summary>The organisation that is invoiced in the payer's place.</summary>
    public Guid? OrganisationId { get; private init; }

    /// <summary>What is ordered.</summary>
    public Guid ProductId { get; private init; }

    /// <summary>The appointment it pays for, if it pays for one.</summary>
    public Guid? AppointmentId { get; private init; }

    /// <summary>The price when it was placed, in the smallest unit.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>The currency of every amount of the order.</summary>
    public Currency Currency { get; private init; }

    /// <summary>How it stands.</summary>
    public OrderState State { get; private set; }

    /// <summary>What was refunded so far, in the smallest unit.</summary>
    public long RefundedMinor { get; private set; }

    /// <summary>How many refunds were made.</summary>
    public int RefundCount { get; private set; }

    /// <summary>What a cancellation made due and was not paid back yet, in the smallest unit.</summary>
    public long RefundDueMinor { get; private set; }

    /// <summary>When it was placed, UTC.</summary>
    public DateTime PlacedAt { get; private init; }

    /// <summary>When it was paid, UTC.</summary>
    public DateTime? PaidAt { get; private set; }

    /// <summary>The price.</summary>
    public Money Amount => new(AmountMinor, Currency);

    /// <summary>What can still be refunded, in the smallest unit.</summary>
    public long LeftMinor => IsBooked ? AmountMinor - RefundedMinor : 0;

    /// <summary>Whether it stands in the books: it is paid, or on an organisation's invoice.</summary>
    public bool IsBooked => PaidAt is not null || OrganisationId is not null;

    /// <summary>Places an order at the product's price.</summary>
    public static Order Place(Product product, Guid payerId, Guid? appointmentId, DateTime now) => new()
    {
        PayerId = payerId,
        ProductId = product.Id,
        AppointmentId = appointmentId,
        AmountMinor = product.PriceMinor,
        Currency = product.Currency,
        PlacedAt = now,
    };

    /// <summary>Places an order that an organisation is invoiced for.</summary>
    public static Order PlaceFor(Guid organisationId, Product product, Guid payerId, DateTime now) => new()
    {
        PayerId = payerId,
        OrganisationId = organisationId,
        ProductId = product.Id,
        AmountMinor = product.PriceMinor,
        Currency = product.Currency,
        State = OrderState.Invoiced,
        PlacedAt = now,
    };

    /// <summary>Whether it can be paid; null when it can.</summary>
    public Refusal? WhyNotPayable() => State is OrderState.Placed ? null : new IllegalState("Only an order that was placed and not paid can be paid.");

    /// <summary>It was paid.</summary>
    public Result<Payment> Pay(Capture capture, DateTime now)
    {
        if (WhyNotPayable() is { } no)
        {
            return no;
        }

        (State, PaidAt) = (OrderState.Paid, now);
        Raise(new OrderPaid(Id, PayerId, AmountMinor, now, ProductId));
        return new Payment(this, capture, now);
    }

    /// <summary>How much may be refunded on a wish; the refusal when nothing or less.</summary>
    /// <param name="wishedMinor">The wish; null = whatever is due.</param>
    /// <param name="session">The session that the order pays for, when it pays for one.</param>
    /// <param name="byStaff">Staff may go beyond the table, up to what was paid; a client may not.</param>
    public Result<Money> Refundable(long? wishedMinor, SessionFacts? session, bool byStaff)
    {
        if (OrganisationId is not null && !byStaff)
        {
            return new NotRefundable("Your organisation is invoiced for this. The provider credits it.");
        }

        if (!IsBooked || State is OrderState.Refunded)
        {
            return new IllegalState("Only an order that is paid and not refunded in full can be refunded.");
        }

        var due = DueBy(session, byStaff, wishedMinor is not null);
        if (due.Refusal is { } no)
        {
            return no;
        }

        var most = Math.Min(due.Value.Minor, LeftMinor);
        var wished = wishedMinor ?? most;
        return wished < 1 || wished > most ? new RefundExceedsPayment(most) : new Money(wished, Currency);
    }

    /// <summary>Money went back.</summary>
    public Refund PayBack(Money amount, string reference, string reason, DateTime now)
    {
        if (amount.Minor < 1 || amount.Minor > LeftMinor || amount.Currency != Currency)
        {
            throw new InvalidOperationException("A refund is made of what is left of the payment.");
        }

        RefundedMinor += amount.Minor;
        RefundCount++;
        RefundDueMinor = Math.Max(0, RefundDueMinor - amount.Minor);
        State = LeftMinor == 0 ? OrderState.Refunded : OrderState.PartlyRefunded;
        var refund = new Refund(this, amount, reference, reason, now);
        if (OrganisationId is null)
        {
            Raise(new PaymentRefunded(refund.Id, Id, PayerId, amount.Minor, now));
        }

        return refund;
    }

    /// <summary>The appointment was called off: an unpaid order falls, of a paid one the table's part is due.</summary>
    public void AppointmentFell(SessionFacts session)
    {
        if (State is OrderState.Placed)
        {
            State = OrderState.Cancelled;
        }
        else if (IsBooked && RefundPolicy.AmountDue(Amount, session) is { Succeeded: true } due)
        {
            RefundDueMinor = Math.Max(0, Math.Min(due.Value.Minor - RefundedMinor, LeftMinor));
        }
    }

    private Result<Money> DueBy(SessionFacts? session, bool byStaff, bool isExact)
    {
        if (byStaff && (isExact || session is null))
        {
            return new Money(LeftMinor, Currency);
        }

        if (session is null)
        {
            return new NotRefundable("This order is not for one appointment. Ask the provider for a refund.");
        }

        var due = RefundPolicy.AmountDue(Amount, session);
        return due.Refusal is { } no ? no : due.Value with { Minor = due.Value.Minor - RefundedMinor };
    }
}
