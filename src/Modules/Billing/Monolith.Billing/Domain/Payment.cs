using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Billing.Domain;

/// <summary>What the provider of payments says of money taken.</summary>
/// <param name="Reference">The provider's name for it.</param>
/// <param name="Card">Brand and last four digits, for the payer's eyes; nothing else of a card is kept (B-04).</param>
internal sealed record Capture(string Reference, string Card);

/// <summary>Money taken for an order: once an order.</summary>
internal sealed class Payment : Entity, IPersonal
{
    private Payment()
    {
    }

    /// <summary>Remembers a capture.</summary>
    public Payment(Order order, Capture capture, DateTime now)
    {
        (OrderId, SubjectId, AmountMinor, Currency, CapturedAt) = (order.Id, order.PayerId, order.AmountMinor, order.Currency, now);
        (ProviderReference, Card) = (Sealed.Of(capture.Reference), Sealed.Of(capture.Card));
    }

    /// <summary>The order.</summary>
    public Guid OrderId { get; private init; }

    /// <summary>The payer.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>In the smallest unit.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; private init; }

    /// <summary>The provider's name for it.</summary>
    public Sealed<string> ProviderReference { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Brand and last four digits.</summary>
    public Sealed<string> Card { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>When, UTC.</summary>
    public DateTime CapturedAt { get; private init; }
}

/// <summary>Money paid back.</summary>
internal sealed class Refund : Entity, IPersonal
{
    private Refund()
    {
    }

    /// <summary>Remembers a refund.</summary>
    public Refund(Order order, Money amount, string reference, string reason, DateTime now)
    {
        (OrderId, SubjectId, AmountMinor, Currency, RefundedAt) = (order.Id, order.PayerId, amount.Minor, amount.Currency, now);
        (Number, ProviderReference, Reason) = (order.RefundCount, Sealed.Of(reference), Sealed.Of(reason));
    }

    /// <summary>The order.</summary>
    public Guid OrderId { get; private init; }

    /// <summary>The payer.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>Counts the order's refunds from 1.</summary>
    public int Number { get; private init; }

    /// <summary>In the smallest unit.</summary>
    public long AmountMinor { get; private init; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; private init; }

    /// <summary>The provider's name for it.</summary>
    public Sealed<string> ProviderReference { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>Why.</summary>
    public Sealed<string> Reason { get; private init; } = null!; // The factory or the database sets it.

    /// <summary>When, UTC.</summary>
    public DateTime RefundedAt { get; private init; }
}
