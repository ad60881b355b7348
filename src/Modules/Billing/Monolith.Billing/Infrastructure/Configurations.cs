using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Billing.Domain;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Billing.Infrastructure;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder) => builder.Ignore(p => p.Price);
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> builder) => builder.Ignore(o => o.Amount).Ignore(o => o.LeftMinor).Ignore(o => o.IsBooked);
}

internal sealed class PaymentConfiguration : IEntityTypeConfiguration<Payment>
{
    public void Configure(EntityTypeBuilder<Payment> builder)
    {
        builder.Property(p => p.ProviderReference).IsSealed(DataClass.Billing);
        builder.Property(p => p.Card).IsSealed(DataClass.Billing);
    }
}

internal sealed class RefundConfiguration : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> builder)
    {
        builder.Property(r => r.ProviderReference).IsSealed(DataClass.Billing);
        builder.Property(r => r.Reason).IsSealed(DataClass.Billing);
    }
}

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder) => builder.HasMany(e => e.Postings).WithOne().HasForeignKey(p => p.EntryId);
}

internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>
{
    public void Configure(EntityTypeBuilder<Invoice> builder) => builder.HasMany(i => i.Lines).WithOne().HasForeignKey(l => l.InvoiceId);
}

internal sealed class InvoiceYearConfiguration : IEntityTypeConfiguration<InvoiceYear>
{
    public void Configure(EntityTypeBuilder<InvoiceYear> builder)
    {
        builder.HasKey(y => y.Year);
        builder.Property(y => y.Year).ValueGeneratedNever();
    }
}

internal sealed class ErasureRecordConfiguration : IEntityTypeConfiguration<ErasureRecord>
{
    public void Configure(EntityTypeBuilder<ErasureRecord> builder) => builder.HasKey(e => e.Id);
}
