using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Billing.Domain;

/// <summary>What a numbered document says.</summary>
internal enum InvoiceKind
{
    /// <summary>Money was charged.</summary>
    Invoice,

    /// <summary>Money went back.</summary>
    CreditNote,
}

/// <summary>A numbered document, written once: numbers have no gap and no double within a year, lines never change.</summary>
internal sealed class Invoice : Entity
{
    private readonly List<InvoiceLine> lines = [];

    private Invoice()
    {
    }

    /// <summary>Invoice or credit note.</summary>
    public InvoiceKind Kind { get; private init; }

    /// <summary>The year on the provider's calendar.</summary>
    public int Year { get; private init; }

    /// <summary>Counts from 1 within the year.</summary>
    public int Number { get; private init; }

    /// <summary>The order.</summary>
    public Guid OrderId { get; private init; }

    /// <summary>The payer; of an organisation's invoice the organisation.</summary>
    public Guid PayerId { get; private init; }

    /// <summary>The organisation it is for; null for a person's.</summary>
    public Guid? OrganisationId { get; private init; }

    /// <summary>In the smallest unit.</summary>
    public long TotalMinor { get; private init; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; private init; }

    /// <summary>When it was issued, UTC.</summary>
    public DateTime IssuedAt { get; private init; }

    /// <summary>What it lists.</summary>
    public IReadOnlyList<InvoiceLine> Lines => lines;

    /// <summary>Issues a document of one line.</summary>
    public static Invoice Issue(InvoiceKind kind, (int Year, int Number) number, Order order, Product product, Money amount, DateTime now)
    {
        var invoice = new Invoice
        {
            Kind = kind,
            Year = number.Year,
            Number = number.Number,
            OrderId = order.Id,
            PayerId = order.OrganisationId ?? order.PayerId,
            OrganisationId = order.OrganisationId,
            TotalMinor = amount.Minor,
            Currency = amount.Currency,
            IssuedAt = now,
        };
        invoice.lines.Add(new InvoiceLine(product, amount));
        return invoice;
    }
}

/// <summary>One line of an invoice, in words that name no health matter.</summary>
internal sealed class InvoiceLine : Entity
{
    private InvoiceLine()
    {
    }

    /// <summary>A product at a price.</summary>
    public InvoiceLine(Product product, Money amount) => (ProductId, Description, TotalMinor) = (product.Id, product.Name, amount.Minor);

    /// <summary>The invoice.</summary>
    public Guid InvoiceId { get; private init; }

    /// <summary>The product.</summary>
    public Guid ProductId { get; private init; }

    /// <summary>The product's name when it was sold.</summary>
    public string Description { get; private init; } = "";

    /// <summary>In the invoice's currency, smallest unit.</summary>
    public long TotalMinor { get; private init; }
}

/// <summary>The last number given out in a year; whoever takes the next one holds the row until the invoice is written.</summary>
internal sealed class InvoiceYear
{
    private InvoiceYear()
    {
    }

    /// <summary>The year.</summary>
    public int Year { get; private init; }

    /// <summary>The last number.</summary>
    public int LastNumber { get; private set; }
}
