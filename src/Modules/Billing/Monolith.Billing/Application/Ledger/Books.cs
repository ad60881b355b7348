using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.Billing.Infrastructure;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Billing.Application.Ledger;

/// <summary>Adds what a payment or refund leaves in the books: a journal entry and a numbered document.</summary>
internal sealed class Books(BillingDbContext db, PolicyProfile profile)
{
    /// <summary>Adds both; the caller saves. From here until the save nobody else can take a number of the year.</summary>
    public async Task AddAsync(Order order, InvoiceKind kind, JournalEntry entry, Money amount, CancellationToken cancellationToken)
    {
        var product = await db.Products.AsNoTracking().SingleAsync(p => p.Id == order.ProductId, cancellationToken);
        var number = await NextNumberAsync(entry.BookedAt, cancellationToken);
        db.JournalEntries.Add(entry);
        db.Invoices.Add(Invoice.Issue(kind, number, order, product, amount, entry.BookedAt));
    }

    // The update holds the year's row until the transaction ends, so that a number is taken exactly when its document is written.
    private async Task<(int Year, int Number)> NextNumberAsync(DateTime now, CancellationToken cancellationToken)
    {
        var year = TimeZoneInfo.ConvertTimeFromUtc(now, TimeZoneInfo.FindSystemTimeZoneById(profile.Platform.Clock.TimeZone)).Year;
        await db.BeginWriteAsync(cancellationToken);
        await db.InvoiceYears.Where(y => y.Year == year).ExecuteUpdateAsync(set => set.SetProperty(y => y.LastNumber, y => y.LastNumber + 1), cancellationToken);
        return (year, await db.InvoiceYears.Where(y => y.Year == year).Select(y => y.LastNumber).SingleAsync(cancellationToken));
    }
}
