using MediatR;
using Monolith.Billing.Application.Invoices;
using Monolith.Billing.Application.Orders;
using Monolith.Billing.Application.Products;
using Monolith.BuildingBlocks.Graph;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;

namespace Monolith.Billing.Graph;

/// <summary>A product in the graph.</summary>
[ObjectType<ProductView>]
internal static class ProductNode
{
    /// <summary>A product, offered or not any more.</summary>
    [NodeResolver]
    public static async Task<ProductView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new ProductById(id), cancellationToken)).OrNull();
}

/// <summary>An order in the graph.</summary>
[ObjectType<OrderView>]
internal static class OrderNode
{
    /// <summary>An order of the caller.</summary>
    [NodeResolver]
    public static async Task<OrderView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new OrderById(id), cancellationToken)).OrNull();

    /// <summary>What was ordered.</summary>
    [GraphQLType("Product")]
    public static NodeRef Product([Parent] OrderView order) => new("Product", order.ProductId);

    /// <summary>Who pays.</summary>
    [GraphQLType("Client")]
    public static NodeRef Payer([Parent] OrderView order) => new("Client", order.PayerId);

    /// <summary>The appointment that it pays for, if it pays for one.</summary>
    [GraphQLType("Appointment")]
    public static NodeRef? Appointment([Parent] OrderView order) => order.AppointmentId is { } id ? new("Appointment", id) : null;
}

/// <summary>A refund in the graph.</summary>
[ObjectType<RefundView>]
internal static class RefundNode
{
    /// <summary>A refund of the caller.</summary>
    [NodeResolver]
    public static async Task<RefundView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new RefundById(id), cancellationToken)).OrNull();

    /// <summary>The order.</summary>
    [GraphQLType("Order")]
    public static NodeRef Order([Parent] RefundView refund) => new("Order", refund.OrderId);
}

/// <summary>A payment in the graph.</summary>
[ObjectType<PaymentView>]
internal static class PaymentNode
{
    /// <summary>A payment of the caller.</summary>
    [NodeResolver]
    public static async Task<PaymentView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new PaymentById(id), cancellationToken)).OrNull();
}

/// <summary>Edges of a transaction.</summary>
[ObjectType<TransactionView>]
internal static class TransactionEdges
{
    /// <summary>The order.</summary>
    [GraphQLType("Order")]
    public static NodeRef Order([Parent] TransactionView transaction) => new("Order", transaction.OrderId);
}

/// <summary>An invoice in the graph.</summary>
[ObjectType<InvoiceView>]
internal static class InvoiceNode
{
    /// <summary>An invoice of the caller.</summary>
    [NodeResolver]
    public static async Task<InvoiceView?> ById(Guid id, IMediator mediator, CancellationToken cancellationToken) =>
        (await mediator.Send(new InvoiceById(id), cancellationToken)).OrNull();

    /// <summary>The order.</summary>
    [GraphQLType("Order")]
    public static NodeRef Order([Parent] InvoiceView invoice) => new("Order", invoice.OrderId);
}
