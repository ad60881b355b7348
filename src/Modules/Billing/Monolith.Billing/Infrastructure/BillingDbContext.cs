using Microsoft.EntityFrameworkCore;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Billing.Infrastructure;

/// <summary>Billing's tables.</summary>
internal sealed class BillingDbContext(DbContextOptions<BillingDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<Invoice> Invoices => Set<Invoice>();

    public DbSet<InvoiceYear> InvoiceYears => Set<InvoiceYear>();

    public DbSet<ErasureRecord> Erasures => Set<ErasureRecord>();

    protected override string Schema => "billing";
}
