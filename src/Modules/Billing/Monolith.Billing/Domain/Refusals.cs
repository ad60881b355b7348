using Monolith.BuildingBlocks;

namespace Monolith.Billing.Domain;

/// <summary>There is no such product, or it is not offered.</summary>
internal sealed record ProductNotFound() : Refusal("There is no such product on offer.", "productId");

/// <summary>There is no such order, or it is somebody else's.</summary>
internal sealed record OrderNotFound() : Refusal("You have no such order.", "orderId");

/// <summary>The appointment is not the caller's, does not exist, is not ahead, or the product does not pay for one session.</summary>
internal sealed record AppointmentNotPayable() : Refusal("This product cannot be ordered for this appointment.", "appointmentId");

/// <summary>The appointment has an order already.</summary>
internal sealed record AppointmentOrdered() : Refusal("There is an order for this appointment already.", "appointmentId");

/// <summary>The caller belongs to no organisation that could be invoiced (HU-22).</summary>
internal sealed record OrganisationRequired() : Refusal("You belong to no organisation that is invoiced.", "payer");

/// <summary>The provider of payments said no. Nothing was charged.</summary>
internal sealed record PaymentDeclined() : Refusal("The payment was declined. Nothing was charged.", "paymentMethod");

/// <summary>The provider of payments did not answer in time; asking again never charges twice.</summary>
internal sealed record PaymentOutcomeUnknown() : Refusal("The provider of payments did not answer in time. Send this again: you are charged once at most.");

/// <summary>A number of a payment card was sent; the platform takes tokens only (B-04, R28).</summary>
internal sealed record CardDataForbidden(string Where) : Refusal("This looks like the number of a payment card. Send the token of the payment form instead.", Where);

/// <summary>The cancellation table gives nothing back.</summary>
internal sealed record NotRefundable(string Explanation) : Refusal(Explanation);

/// <summary>More was asked back than is left of what was paid (CA-3.7) or due.</summary>
internal sealed record RefundExceedsPayment(long LeftMinor) : Refusal($"At most {LeftMinor} minor units can be refunded.", "amountMinor");

/// <summary>There is no such invoice, payment or refund, or it is somebody else's.</summary>
internal sealed record InvoiceNotFound() : Refusal("You have no such invoice.");
