namespace Monolith.Billing.Domain;

/// <summary>Currencies by their ISO 4217 codes.</summary>
internal enum Currency
{
    /// <summary>Indian rupee, in paise.</summary>
    Inr,

    /// <summary>United States dollar, in cents.</summary>
    Usd,

    /// <summary>Euro, in cents.</summary>
    Eur,

    /// <summary>Egyptian pound, in piastres.</summary>
    Egp,
}

/// <summary>An amount in the currency's smallest unit.</summary>
/// <param name="Minor">The amount; never a fraction.</param>
/// <param name="Currency">Its currency.</param>
internal readonly record struct Money(long Minor, Currency Currency)
{
    /// <summary>A share of the amount, rounded up to the smallest unit: in the payer's favour.</summary>
    public Money Percent(int percent) => this with { Minor = ((Minor * percent) + 99) / 100 };
}
