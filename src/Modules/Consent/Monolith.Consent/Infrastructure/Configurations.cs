using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Infrastructure;

internal sealed class PolicyVersionConfiguration : IEntityTypeConfiguration<PolicyVersion>
{
    public void Configure(EntityTypeBuilder<PolicyVersion> builder) => builder.HasKey(v => v.Id);
}

internal sealed class PolicyAcceptanceConfiguration : IEntityTypeConfiguration<PolicyAcceptance>
{
    public void Configure(EntityTypeBuilder<PolicyAcceptance> builder) => builder.HasKey(a => a.Id);
}

internal sealed class PolicyRefusalConfiguration : IEntityTypeConfiguration<PolicyRefusal>
{
    public void Configure(EntityTypeBuilder<PolicyRefusal> builder) => builder.HasKey(r => r.Id);
}

internal sealed class ConsentRecordConfiguration : IEntityTypeConfiguration<ConsentRecord>
{
    public void Configure(EntityTypeBuilder<ConsentRecord> builder)
    {
        builder.Ignore(r => r.State);
        builder.Property(r => r.Receipt).IsSealed(DataClass.Case);
    }
}

internal sealed class ReceiptKeyConfiguration : IEntityTypeConfiguration<ReceiptKey>
{
    public void Configure(EntityTypeBuilder<ReceiptKey> builder) => builder.HasKey(k => k.Id);
}

internal sealed class OutsideProcessorConfiguration : IEntityTypeConfiguration<OutsideProcessor>
{
    public void Configure(EntityTypeBuilder<OutsideProcessor> builder) => builder.HasKey(p => p.Id);
}

internal sealed class ProcessorCallConfiguration : IEntityTypeConfiguration<ProcessorCall>
{
    public void Configure(EntityTypeBuilder<ProcessorCall> builder) => builder.HasKey(c => c.Id);
}

internal sealed class DisclosureConfiguration : IEntityTypeConfiguration<Disclosure>
{
    public void Configure(EntityTypeBuilder<Disclosure> builder) => builder.Property(d => d.Words).IsSealed(DataClass.Case);
}

internal sealed class DisclosureApprovalConfiguration : IEntityTypeConfiguration<DisclosureApproval>
{
    public void Configure(EntityTypeBuilder<DisclosureApproval> builder)
    {
        builder.Property(a => a.Recipient).IsSealed(DataClass.Case);
        builder.Property(a => a.Scope).IsSealed(DataClass.Case);
    }
}

internal sealed class SubpoenaConfiguration : IEntityTypeConfiguration<Subpoena>
{
    public void Configure(EntityTypeBuilder<Subpoena> builder)
    {
        builder.Ignore(s => s.State);
        builder.Property(s => s.Words).IsSealed(DataClass.Case);
        builder.Property(s => s.Contest).IsSealed(DataClass.Case);
    }
}

internal sealed class ConcernOnRecordConfiguration : IEntityTypeConfiguration<ConcernOnRecord>
{
    public void Configure(EntityTypeBuilder<ConcernOnRecord> builder) => builder.HasKey(c => c.Id);
}

internal sealed class RegionSafeguardConfiguration : IEntityTypeConfiguration<RegionSafeguard>
{
    public void Configure(EntityTypeBuilder<RegionSafeguard> builder) => builder.HasKey(r => r.Id);
}

internal sealed class BusinessTransferConfiguration : IEntityTypeConfiguration<BusinessTransfer>
{
    public void Configure(EntityTypeBuilder<BusinessTransfer> builder) => builder.Ignore(t => t.IsOpen);
}

internal sealed class PolicyReviewConfiguration : IEntityTypeConfiguration<PolicyReview>
{
    public void Configure(EntityTypeBuilder<PolicyReview> builder) => builder.HasKey(r => r.Id);
}

internal sealed class LegalHoldConfiguration : IEntityTypeConfiguration<LegalHold>
{
    public void Configure(EntityTypeBuilder<LegalHold> builder)
    {
        builder.Property(h => h.Words).IsSealed(DataClass.Case);
        builder.Property(h => h.ReleaseReason).IsSealed(DataClass.Case);
    }
}

internal sealed class ErasureRecordConfiguration : IEntityTypeConfiguration<ErasureRecord>
{
    public void Configure(EntityTypeBuilder<ErasureRecord> builder) => builder.HasKey(e => e.Id);
}

internal sealed class BalancingTestConfiguration : IEntityTypeConfiguration<BalancingTest>
{
    public void Configure(EntityTypeBuilder<BalancingTest> builder) => builder.HasKey(t => t.Id);
}

internal sealed class NewUseConfiguration : IEntityTypeConfiguration<NewUse>
{
    public void Configure(EntityTypeBuilder<NewUse> builder) => builder.HasKey(u => u.Id);
}

internal sealed class VisitorChoiceConfiguration : IEntityTypeConfiguration<VisitorChoice>
{
    public void Configure(EntityTypeBuilder<VisitorChoice> builder) => builder.HasKey(v => v.Id);
}

internal sealed class SocialConsentConfiguration : IEntityTypeConfiguration<SocialConsent>
{
    public void Configure(EntityTypeBuilder<SocialConsent> builder) => builder.Property(c => c.Link).IsSealed(DataClass.Case);
}

internal sealed class VendorEventConfiguration : IEntityTypeConfiguration<VendorEvent>
{
    public void Configure(EntityTypeBuilder<VendorEvent> builder) => builder.Ignore(e => e.IsGivenUp);
}

internal sealed class MarketingPreferenceConfiguration : IEntityTypeConfiguration<MarketingPreference>
{
    public void Configure(EntityTypeBuilder<MarketingPreference> builder)
    {
        builder.Ignore(p => p.DaysApart);
        builder.Ignore(p => p.ChannelList);
        builder.Ignore(p => p.KindList);
    }
}

internal sealed class SilencedAddressConfiguration : IEntityTypeConfiguration<SilencedAddress>
{
    public void Configure(EntityTypeBuilder<SilencedAddress> builder) => builder.HasKey(a => a.Id);
}

internal sealed class PurchaseConfiguration : IEntityTypeConfiguration<Purchase>
{
    public void Configure(EntityTypeBuilder<Purchase> builder) => builder.HasKey(p => p.Id);
}

internal sealed class ThirdPartyRecordConfiguration : IEntityTypeConfiguration<ThirdPartyRecord>
{
    public void Configure(EntityTypeBuilder<ThirdPartyRecord> builder) => builder.Property(r => r.Words).IsSealed(DataClass.Case);
}
