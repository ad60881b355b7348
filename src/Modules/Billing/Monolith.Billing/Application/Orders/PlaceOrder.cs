using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Billing.Application.Ledger;
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
/// PRODUCT_NOT_FOUND, APPOINTMENT_NOT_PAYABLE, APPOINTMENT_ORDERED,
/// ORGANISATION_REQUIRED.
/// </summary>
/// <param name="ProductId">The product.</param>
/// <param name="AppointmentId">The appointment that it pays for; only for what the client pays.</param>
/// <param name="Payer">Who pays; without it the client, unless this service invoices organisations alone. An organisation is invoiced at once.</param>
[Mutation, Allow(Role.Client), Idempotent, OwnData(DataClass.Billing, AccessMode.Write, Purpose.Payment)]
internal sealed record PlaceOrder([ID("Product")] Guid ProductId, [ID("Appointment")] Guid? AppointmentId = null, OrderPayer? Payer = null) : ICommand<OrderView>;

/// <summary>Who pays an order.</summary>
internal enum OrderPayer
{
    /// <summary>The client who orders.</summary>
    Client,

    /// <summary>The organisation the client belongs to.</summary>
    Organisation,
}

internal sealed class PlaceOrderHandler(
    BillingDbContext db, BillingPolicy policy, ISessionFacts sessions, IOrganisationFacts organisations, Books books, OrderReader reader, ICurrentUser user, TimeProvider clock)
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

        var placed = PayerOf(command) is OrderPayer.Organisation
            ? await PlaceForOrganisationAsync(command, product, cancellationToken)
            : await PlaceForClientAsync(command, product, cancellationToken);
        if (placed.Refusal is { } no)
        {
            return no;
        }

        db.Orders.Add(placed.Value);
        await db.SaveChangesAsync(cancellationToken);
        return await reader.ViewAsync(placed.Value, null, [], cancellationToken);
    }

    private OrderPayer PayerOf(PlaceOrder command) =>
        command.Payer ?? (policy.Billing.Payer is PayerKind.Organisation ? OrderPayer.Organisation : OrderPayer.Client);

    private async Task<Result<Order>> PlaceForClientAsync(PlaceOrder command, Product product, CancellationToken cancellationToken)
    {
        if (policy.Billing.Payer is PayerKind.Organisation)
        {
            return new FeatureDisabled("Paying by oneself");
        }

        if (command.AppointmentId is { } appointmentId)
        {
            var session = await sessions.FindAsync(appointmentId, cancellationToken);
            if (product.Sessions != 1 || session is not { Outcome: SessionOutcome.Scheduled } || session.ClientId != user.Id)
            {
                return new AppointmentNotPayable();
            }
        }

        return Order.Place(product, user.Id, command.AppointmentId, clock.GetUtcNow().UtcDateTime);
    }

    private async Task<Result<Order>> PlaceForOrganisationAsync(PlaceOrder command, Product product, CancellationToken cancellationToken)
    {
        if (policy.Billing.Payer is PayerKind.Client)
        {
            return new FeatureDisabled("Invoicing organisations");
        }

        if (command.AppointmentId is not null)
        {
            return new AppointmentNotPayable();
        }

        if (await organisations.MembershipOfAsync(user.Id, cancellationToken) is not { } membership)
        {
            return new OrganisationRequired();
        }

        var order = Order.PlaceFor(membership.OrganisationId, product, user.Id, clock.GetUtcNow().UtcDateTime);
        await books.AddAsync(order, InvoiceKind.Invoice, JournalEntry.OfInvoiced(order), order.Amount, cancellationToken);
        return order;
    }
}
