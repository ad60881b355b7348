using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Billing.Domain;

/// <summary>What a product is (B-01).</summary>
internal enum ProductKind
{
    /// <summary>One or more sessions.</summary>
    Session,

    /// <summary>A thing.</summary>
    Product,

    /// <summary>A single item.</summary>
    Item,

    /// <summary>Another service.</summary>
    Service,

    /// <summary>Course content.</summary>
    Offering,
}

/// <summary>Something that can be ordered. Its price is the same for everybody, whatever rights they have used (B-07).</summary>
internal sealed class Product : Entity
{
    private Product()
    {
    }

    /// <summary>Its place in the catalogue.</summary>
    public string Name { get; private init; } = "";

    /// <summary>What it is.</summary>
    public ProductKind Kind { get; private init; }

    /// <summary>How many sessions it pays for.</summary>
    public int Sessions { get; private init; }

    /// <summary>In the currency's smallest unit.</summary>
    public long PriceMinor { get; private init; }

    /// <summary>The price's currency.</summary>
    public Currency Currency { get; private init; }

    /// <summary>Whether it can be ordered now.</summary>
    public bool IsOffered { get; private init; }

    /// <summary>Something new on offer.</summary>
    public static Product Offer(string name, ProductKind kind, int sessions, Money price) =>
        new() { Name = name, Kind = kind, Sessions = sessions, PriceMinor = price.Minor, Currency = price.Currency, IsOffered = true };

    /// <summary>The price.</summary>
    public Money Price => new(PriceMinor, Currency);
}
