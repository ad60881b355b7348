using Monolith.BuildingBlocks;
using Monolith.Consent.Contracts;

namespace Monolith.Billing.Application.Orders;

/// <summary>What a payer is told when nothing may go to the payment processor.</summary>
internal static class PaymentShare
{
    public static Refusal? WhyNot(ProcessorBinding binding) => binding switch
    {
        ProcessorBinding.Bound => null,
        ProcessorBinding.AbroadWithoutConsent => new TransferConsentRequired(),
        _ => new ProcessorNotBound("PAYMENT"),
    };
}
