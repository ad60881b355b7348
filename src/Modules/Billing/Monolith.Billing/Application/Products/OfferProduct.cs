using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Billing.Application.Products;

/// <summary>Puts something on offer, at one price for everybody (B-01, B-07). Refused with FEATURE_DISABLED, FIELD_REQUIRED.</summary>
/// <param name="Name">1 to 100 characters that name no health matter: invoices repeat it.</param>
/// <param name="Kind">What it is; one of the kinds that this service sells.</param>
/// <param name="Sessions">How many sessions it pays for; 0 for what is no session, 100 at most.</param>
/// <param name="PriceMinor">In the currency's smallest unit; 1 to 100,000,000.</param>
/// <param name="Currency">ISO 4217.</param>
[Mutation(Payload = "product"), Allow(Role.Billing, Role.Administrator), Idempotent]
internal sealed record OfferProduct(string Name, ProductKind Kind, int Sessions, long PriceMinor, Currency Currency) : ICommand<ProductView>;

internal sealed class OfferProductHandler(BillingDbContext db, BillingPolicy policy) : ICommandHandler<OfferProduct, ProductView>
{
    private const int LongestName = 100;
    private const int MostSessions = 100;
    private const long HighestPrice = 100_000_000;

    public async Task<Result<ProductView>> Handle(OfferProduct command, CancellationToken cancellationToken)
    {
        if (!policy.Billing.OrderKinds.Contains(command.Kind))
        {
            return new FeatureDisabled("This kind of product");
        }

        if (command.Name.Trim().Length is 0 or > LongestName)
        {
            return new FieldRequired("name", $"Name it in 1 to {LongestName} characters.");
        }

        if (command.Sessions is < 0 or > MostSessions || (command.Sessions == 0) == (command.Kind is ProductKind.Session))
        {
            return new FieldRequired("sessions", $"A session product pays for 1 to {MostSessions} sessions, any other for none.");
        }

        if (command.PriceMinor is < 1 or > HighestPrice)
        {
            return new FieldRequired("priceMinor", $"A price is between 1 and {HighestPrice} of the smallest unit.");
        }

        var product = Product.Offer(command.Name.Trim(), command.Kind, command.Sessions, new Money(command.PriceMinor, command.Currency));
        db.Products.Add(product);
        await db.SaveChangesAsync(cancellationToken);
        return ProductView.Of(product);
    }
}
