using Monolith.Billing.Domain;
using Monolith.Consent.Contracts;

namespace Monolith.Billing.Application;

/// <summary>
/// The outside provider of payments. References are ours and stable: whatever is asked twice under one reference happens once and is
/// answered alike.
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>All that taking money hands over; the token comes from the provider's own payment form and goes back to it.</summary>
    const SharedFields ToCharge = SharedFields.OrderId | SharedFields.Amount | SharedFields.Currency | SharedFields.Token;

    /// <summary>All that paying back hands over.</summary>
    const SharedFields ToRefund = SharedFields.OrderId | SharedFields.Amount | SharedFields.Currency;

    /// <summary>Takes money.</summary>
    /// <param name="reference">The order.</param>
    /// <param name="amount">How much.</param>
    /// <param name="token">The token of the payment form; never the number of a card.</param>
    /// <param name="cancellationToken">Stops the wait, not the payment.</param>
    Task<ChargeAnswer> ChargeAsync(Guid reference, Money amount, string token, CancellationToken cancellationToken);

    /// <summary>Pays back a part of what was taken.</summary>
    /// <param name="charge">The order whose charge it is.</param>
    /// <param name="number">Counts the order's refunds from 1.</param>
    /// <param name="amount">How much.</param>
    /// <param name="cancellationToken">Stops the wait, not the refund.</param>
    Task<RefundAnswer> RefundAsync(Guid charge, int number, Money amount, CancellationToken cancellationToken);
}

/// <summary>What became of a charge.</summary>
internal enum ChargeOutcome
{
    Captured,
    Declined,
    Unknown,
}

/// <summary>What became of a charge, and the capture when there is one.</summary>
internal sealed record ChargeAnswer(ChargeOutcome Outcome, Capture? Capture = null);

/// <summary>The provider's name for the refund; null when another amount was paid back under the same number.</summary>
internal sealed record RefundAnswer(string? Reference);
