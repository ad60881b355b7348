using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Contracts;

namespace Monolith.Billing.Application.Orders;

/// <summary>
/// Orders a product, for one of the caller's appointments where the product is a single session (B-01). Refused with FEATURE_DISABLED,
/// PRODUCT_NOT_FOUND, APPOINTMENT_NOT_PAYABLE, APPOINTMENT_ORDERED.
/// </summary>
/// <param name="ProductId">The product.</param>
/// <param name="AppointmentId">The appointment that it pays for.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Billing, AccessMode.Write, Purpose.Payment)]
internal sealed record PlaceOrder([ID("Product")] Guid ProductId, [ID("Appointment")] Guid? AppointmentId = null) : ICommand<OrderView>;

internal sealed class PlaceOrderHandler(
    BillingDbContext db, BillingPolicy policy, ISessionFacts sessions, OrderReader reader, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<PlaceOrder, OrderView>
{
    public async Task<Result<OrderView>> Handle(PlaceOrder command, CancellationToken cancellationToken)
    {
        if (!policy.Billing.Orders)
        {
            return new FeatureDisabled("Ordering");
        }

        var product = await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == command.ProductId && p.IsOffered, cancellationToken);
        if (product is null || !policy.Billing.OrderKinds.Contains(product.Kind))
        {
            return new ProductNotFound();
        }

        if (command.AppointmentId is { } appointmentId)
        {
            var session = await sessions.FindAsync(appointmentId, cancellationToken);
            if (product.Sessions != 1 || session is not { Outcome: SessionOutcome.Scheduled } || session.ClientId != user.Id)
            {
                return new AppointmentNotPayable();
            }
        }

        var order = Order.Place(product, user.Id, command.AppointmentId, clock.GetUtcNow().UtcDateTime);
        db.Orders.Add(order);
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(order, null, [], cancellationToken);
    }
}
