using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Infrastructure;

/// <summary>Consent's tables.</summary>
internal sealed class ConsentDbContext(DbContextOptions<ConsentDbContext> options) : ModuleDbContext(options)
{
    public DbSet<PolicyVersion> Versions => Set<PolicyVersion>();

    public DbSet<PolicyAcceptance> Acceptances => Set<PolicyAcceptance>();

    public DbSet<PolicyRefusal> Refusals => Set<PolicyRefusal>();

    public DbSet<ConsentRecord> Records => Set<ConsentRecord>();

    public DbSet<ReceiptKey> ReceiptKeys => Set<ReceiptKey>();

    public DbSet<OutsideProcessor> Processors => Set<OutsideProcessor>();

    public DbSet<ProcessorCall> ProcessorCalls => Set<ProcessorCall>();

    public DbSet<Disclosure> Disclosures => Set<Disclosure>();

    public DbSet<DisclosureApproval> Approvals => Set<DisclosureApproval>();

    public DbSet<Subpoena> Subpoenas => Set<Subpoena>();

    public DbSet<ConcernOnRecord> Concerns => Set<ConcernOnRecord>();

    public DbSet<RegionSafeguard> Regions => Set<RegionSafeguard>();

    public DbSet<BusinessTransfer> Transfers => Set<BusinessTransfer>();

    public DbSet<PolicyReview> Reviews => Set<PolicyReview>();

    public DbSet<LegalHold> Holds => Set<LegalHold>();

    public DbSet<ErasureRecord> Erasures => Set<ErasureRecord>();

    public DbSet<BalancingTest> BalancingTests => Set<BalancingTest>();

    public DbSet<NewUse> NewUses => Set<NewUse>();

    public DbSet<VisitorChoice> VisitorChoices => Set<VisitorChoice>();

    public DbSet<SocialConsent> SocialConsents => Set<SocialConsent>();

    public DbSet<VendorEvent> VendorEvents => Set<VendorEvent>();

    public DbSet<MarketingPreference> MarketingPreferences => Set<MarketingPreference>();

    public DbSet<SilencedAddress> SilencedAddresses => Set<SilencedAddress>();

    public DbSet<Purchase> Purchases => Set<Purchase>();

    public DbSet<RegistrationCount> RegistrationCounts => Set<RegistrationCount>();

    public DbSet<AggregateShare> AggregateShares => Set<AggregateShare>();

    public DbSet<ThirdPartyRecord> ThirdPartyRecords => Set<ThirdPartyRecord>();

    protected override string Schema => "consent";
}
