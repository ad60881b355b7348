using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Billing.Domain;

/// <summary>The accounts of the ledger.</summary>
internal enum LedgerAccount
{
    /// <summary>Money that the provider of payments holds for us; debits increase it.</summary>
    ProviderClearing,

    /// <summary>What was sold; credits increase it.</summary>
    Sales,

    /// <summary>What was paid back; debits increase it.</summary>
    SalesReturned,

    /// <summary>What organisations owe; debits increase it.</summary>
    Receivables,
}

/// <summary>One thing that happened to money, in two or more postings that balance. Written once: the database refuses to change or delete it (R23).</summary>
internal sealed class JournalEntry : Entity
{
    private readonly List<Posting> postings = [];

    private JournalEntry()
    {
    }

    /// <summary>The order it is about.</summary>
    public Guid OrderId { get; private init; }

    /// <summary>The payment or refund that it books.</summary>
    public Guid SourceId { get; private init; }

    /// <summary>When it was booked, UTC.</summary>
    public DateTime BookedAt { get; private init; }

    /// <summary>Its postings.</summary>
    public IReadOnlyList<Posting> Postings => postings;

    /// <summary>The money of a payment arrived: clearing against sales.</summary>
    public static JournalEntry Of(Payment payment) =>
        Book(payment.OrderId, payment.Id, payment.CapturedAt, new(payment.AmountMinor, payment.Currency), LedgerAccount.ProviderClearing, LedgerAccount.Sales);

    /// <summary>An organisation owes an order: receivables against sales.</summary>
    public static JournalEntry OfInvoiced(Order order) => Book(order.Id, order.Id, order.PlacedAt, order.Amount, LedgerAccount.Receivables, LedgerAccount.Sales);

    /// <summary>The money of a refund left: returns against clearing, or against what an organisation owes.</summary>
    public static JournalEntry Of(Order order, Refund refund) => Book(
        refund.OrderId, refund.Id, refund.RefundedAt, new(refund.AmountMinor, refund.Currency), LedgerAccount.SalesReturned,
        order.OrganisationId is null ? LedgerAccount.ProviderClearing : LedgerAccount.Receivables);

    /// <summary>An entry of these postings.</summary>
    /// <exception cref="InvalidOperationException">Debits and credits differ in a currency, or a posting is not one positive amount on one side.</exception>
    public static JournalEntry Of(Guid orderId, Guid sourceId, DateTime now, params Posting[] postings)
    {
        var isWhole = postings.Length > 1 && postings.All(p => p is { DebitMinor: > 0, CreditMinor: 0 } or { DebitMinor: 0, CreditMinor: > 0 });
        if (!isWhole || postings.GroupBy(p => p.Currency).Any(g => g.Sum(p => p.DebitMinor) != g.Sum(p => p.CreditMinor)))
        {
            throw new InvalidOperationException("An entry balances in each currency.");
        }

        var entry = new JournalEntry { OrderId = orderId, SourceId = sourceId, BookedAt = now };
        entry.postings.AddRange(postings);
        return entry;
    }

    private static JournalEntry Book(Guid orderId, Guid sourceId, DateTime now, Money amount, LedgerAccount debit, LedgerAccount credit) =>
        Of(orderId, sourceId, now, Posting.Debit(debit, amount), Posting.Credit(credit, amount));
}

/// <summary>One side of an entry.</summary>
internal sealed class Posting : Entity
{
    private Posting()
    {
    }

    /// <summary>The entry.</summary>
    public Guid EntryId { get; private init; }

    /// <summary>The account.</summary>
    public LedgerAccount Account { get; private init; }

    /// <summary>In the smallest unit; zero when it is a credit.</summary>
    public long DebitMinor { get; private init; }

    /// <summary>In the smallest unit; zero when it is a debit.</summary>
    public long CreditMinor { get; private init; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; private init; }

    /// <summary>A debit.</summary>
    public static Posting Debit(LedgerAccount account, Money amount) => new() { Account = account, DebitMinor = amount.Minor, Currency = amount.Currency };

    /// <summary>A credit.</summary>
    public static Posting Credit(LedgerAccount account, Money amount) => new() { Account = account, CreditMinor = amount.Minor, Currency = amount.Currency };
}
