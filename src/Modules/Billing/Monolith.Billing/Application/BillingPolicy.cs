using Monolith.Billing.Domain;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Billing.Application;

/// <summary>The profile's section <c>billing</c> (B-01 to B-08).</summary>
/// <param name="Billing">B-01 to B-06.</param>
/// <param name="Fairness">B-07.</param>
/// <param name="Retention">B-08.</param>
internal sealed record BillingPolicy(ChargingPolicy Billing, PriceFairness Fairness, BillingRetention Retention) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check()
    {
        if (Billing.Orders != (Billing.OrderKinds.Count > 0))
        {
            yield return new("billing.orderKinds", "must name at least one kind when billing.orders is true, and only then");
        }

        if (Billing.Refunds && !Billing.Payments)
        {
            yield return new("billing.refunds", "must be false when billing.payments is false");
        }

        if (Billing.Payments && !Billing.Orders)
        {
            yield return new("billing.payments", "must be false when billing.orders is false");
        }

        if (Billing.Payments != Billing.Card.HasValue)
        {
            yield return new("billing.card", "must be given when billing.payments is true, and only then");
        }

        if (!Fairness.Price)
        {
            yield return new("fairness.price", "must be true: using a right never changes a price");
        }
    }
}

/// <summary>B-01 to B-06.</summary>
/// <param name="Orders">B-01: products are ordered.</param>
/// <param name="OrderKinds">B-01: what may be ordered.</param>
/// <param name="Payments">B-02.</param>
/// <param name="Refunds">B-03.</param>
/// <param name="Card">B-04: what is kept of a card; null = there are no payments.</param>
/// <param name="Payer">B-05: who is invoiced.</param>
/// <param name="Transactions">B-06: the client sees the facts of each transaction.</param>
internal sealed record ChargingPolicy(
    bool Orders, IReadOnlyList<ProductKind> OrderKinds, bool Payments, bool Refunds, CardStorage? Card, PayerKind Payer, bool Transactions);

internal enum CardStorage
{
    TokenOnly,
}

internal enum PayerKind
{
    Client,
    Organisation,
    OrganisationOrClient,
}

/// <summary>B-07: a price does not depend on the rights a client has used.</summary>
internal sealed record PriceFairness(bool Price);

/// <summary>B-08, X-27: billing records.</summary>
internal sealed record BillingRetention(CalendarPeriod Billing);
