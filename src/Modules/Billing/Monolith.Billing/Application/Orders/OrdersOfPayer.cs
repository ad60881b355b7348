using Monolith.Billing.Domain;
using Monolith.BuildingBlocks.Specifications;

namespace Monolith.Billing.Application.Orders;

/// <summary>Everything one person ordered. Another payer's order is found by nobody.</summary>
internal sealed class OrdersOfPayer : Specification<Order>
{
    public OrdersOfPayer(Guid payerId) => Query.Where(o => o.PayerId == payerId);
}
