namespace Monolith.Billing.Contracts.Events;

/// <summary>An order was paid.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="PayerId">The payer's account.</param>
/// <param name="AmountMinor">In the currency's smallest unit.</param>
/// <param name="PaidAt">When, UTC.</param>
/// <param name="ProductId">What was ordered.</param>
public sealed record OrderPaid(Guid OrderId, Guid PayerId, long AmountMinor, DateTime PaidAt, Guid ProductId);

/// <summary>Money went back.</summary>
/// <param name="RefundId">The refund.</param>
/// <param name="OrderId">The order.</param>
/// <param name="PayerId">The payer's account.</param>
/// <param name="AmountMinor">In the currency's smallest unit.</param>
/// <param name="RefundedAt">When, UTC.</param>
public sealed record PaymentRefunded(Guid RefundId, Guid OrderId, Guid PayerId, long AmountMinor, DateTime RefundedAt);

/// <summary>Billing carried out an order to erase; records the law demands are kept.</summary>
/// <param name="CaseId">The case that ordered it.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="ErasedRecords">Records erased.</param>
/// <param name="RetainedRecords">Records kept because a law or setting demands it.</param>
/// <param name="RetainedUntilAt">When the kept ones go, UTC.</param>
public sealed record BillingErased(Guid CaseId, Guid SubjectId, int ErasedRecords, int RetainedRecords, DateTime? RetainedUntilAt);
