using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Billing.Application.Products;

/// <summary>An amount of money.</summary>
/// <param name="Minor">In the currency's smallest unit: 150000 is 1,500.00 rupees.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record MoneyView(long Minor, Currency Currency)
{
    public static MoneyView Of(Money money) => new(money.Minor, money.Currency);
}

/// <summary>Something that can be ordered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Sessions">How many sessions it pays for.</param>
/// <param name="Price">The same for everybody (B-07).</param>
internal sealed record ProductView(Guid Id, string Name, ProductKind Kind, int Sessions, MoneyView Price)
{
    public static ProductView Of(Product product) => new(product.Id, product.Name, product.Kind, product.Sessions, MoneyView.Of(product.Price));
}

/// <summary>What can be ordered here, cheapest first (B-01).</summary>
[Query, AllowAnyone]
internal sealed record Products : IQuery<IReadOnlyList<ProductView>>;

internal sealed class ProductsHandler(BillingDbContext db, BillingPolicy policy) : IQueryHandler<Products, IReadOnlyList<ProductView>>
{
    public async Task<Result<IReadOnlyList<ProductView>>> Handle(Products query, CancellationToken cancellationToken)
    {
        var kinds = policy.Billing.OrderKinds;
        var offered = await db.Products.AsNoTracking().Where(p => p.IsOffered && kinds.Contains(p.Kind)).OrderBy(p => p.PriceMinor).ToListAsync(cancellationToken);
        return offered.ConvertAll(ProductView.Of);
    }
}

/// <summary>What a product costs. It depends on the product alone: never on who asks, nor on the rights they have used (B-07).</summary>
/// <param name="ProductId">The product.</param>
[Query, AllowAnyone]
internal sealed record PriceFor([ID("Product")] Guid ProductId) : IQuery<MoneyView>;

internal sealed class PriceForHandler(BillingDbContext db) : IQueryHandler<PriceFor, MoneyView>
{
    public async Task<Result<MoneyView>> Handle(PriceFor query, CancellationToken cancellationToken) =>
        await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == query.ProductId && p.IsOffered, cancellationToken) is { } product
            ? MoneyView.Of(product.Price)
            : new ProductNotFound();
}

/// <summary>A product, offered or not any more.</summary>
/// <param name="ProductId">The product.</param>
[AllowAnyone]
internal sealed record ProductById(Guid ProductId) : IQuery<ProductView>;

internal sealed class ProductByIdHandler(BillingDbContext db) : IQueryHandler<ProductById, ProductView>
{
    public async Task<Result<ProductView>> Handle(ProductById query, CancellationToken cancellationToken) =>
        await db.Products.AsNoTracking().SingleOrDefaultAsync(p => p.Id == query.ProductId, cancellationToken) is { } product
            ? ProductView.Of(product)
            : new ProductNotFound();
}
