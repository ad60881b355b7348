using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Infrastructure;

internal sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.Property(a => a.Email).IsSealed(DataClass.Identity);
        builder.Property(a => a.Details).IsSealed(DataClass.Identity);
        builder.Property(a => a.Origins).IsSealed(DataClass.Identity);
        builder.Property(a => a.EmergencyContact).IsSealed(DataClass.Identity);
    }
}

internal sealed class RegistrationConfiguration : IEntityTypeConfiguration<Registration>
{
    public void Configure(EntityTypeBuilder<Registration> builder)
    {
        builder.Property(r => r.Email).IsSealed(DataClass.Identity);
        builder.Property(r => r.Details).IsSealed(DataClass.Identity);
        builder.PrimitiveCollection(r => r.AcceptedVersionIds);
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder) => builder.Property(i => i.Email).IsSealed(DataClass.Identity);
}

internal sealed class AccountSessionConfiguration : IEntityTypeConfiguration<AccountSession>
{
    public void Configure(EntityTypeBuilder<AccountSession> builder) => builder.Property(s => s.UserAgent).IsSealed(DataClass.Usage);
}

internal sealed class SpentTokenConfiguration : IEntityTypeConfiguration<SpentToken>
{
    public void Configure(EntityTypeBuilder<SpentToken> builder) => builder.HasKey(t => t.Hash);
}

internal sealed class KnownDeviceConfiguration : IEntityTypeConfiguration<KnownDevice>
{
    public void Configure(EntityTypeBuilder<KnownDevice> builder) => builder.HasIndex(d => d.TokenHash);
}

internal sealed class OutgoingMessageConfiguration : IEntityTypeConfiguration<OutgoingMessage>
{
    public void Configure(EntityTypeBuilder<OutgoingMessage> builder)
    {
        builder.Property(m => m.To).IsSealed(DataClass.Identity);
        builder.Property(m => m.Text).IsSealed(DataClass.Identity);
    }
}

internal sealed class RequesterCodeConfiguration : IEntityTypeConfiguration<RequesterCode>
{
    public void Configure(EntityTypeBuilder<RequesterCode> builder) => builder.HasIndex(c => c.CaseId);
}

internal sealed class ErasureRecordConfiguration : IEntityTypeConfiguration<ErasureRecord>
{
    public void Configure(EntityTypeBuilder<ErasureRecord> builder) => builder.HasIndex(r => r.CaseId);
}

internal sealed class MailCodeConfiguration : IEntityTypeConfiguration<MailCode>
{
    public void Configure(EntityTypeBuilder<MailCode> builder) => builder.Property(c => c.Email).IsSealed(DataClass.Identity);
}

internal sealed class NewsSubscriberConfiguration : IEntityTypeConfiguration<NewsSubscriber>
{
    public void Configure(EntityTypeBuilder<NewsSubscriber> builder) => builder.Property(s => s.Address).IsSealed(DataClass.Identity);
}

internal sealed class ResetWishConfiguration : IEntityTypeConfiguration<ResetWish>
{
    public void Configure(EntityTypeBuilder<ResetWish> builder) => builder.HasIndex(w => w.EmailIndex);
}

internal sealed class SecondFactorConfiguration : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder) => builder.Property(f => f.Secret).IsSealed(DataClass.Identity);
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>
{
    public void Configure(EntityTypeBuilder<Passkey> builder) => builder.Property(p => p.Name).IsSealed(DataClass.Identity);
}

internal sealed class PasskeyCeremonyConfiguration : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> builder) => builder.HasIndex(c => c.TokenHash);
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder) => builder.HasIndex(c => c.AccountId);
}

internal sealed class EmergencyAccessConfiguration : IEntityTypeConfiguration<EmergencyAccess>
{
    public void Configure(EntityTypeBuilder<EmergencyAccess> builder) => builder.Property(a => a.Words).IsSealed(DataClass.Identity);
}

internal sealed class SupportCaseConfiguration : IEntityTypeConfiguration<SupportCase>
{
    public void Configure(EntityTypeBuilder<SupportCase> builder) => builder.HasIndex(c => c.AccountId);
}

internal sealed class PendingActConfiguration : IEntityTypeConfiguration<PendingAct>
{
    public void Configure(EntityTypeBuilder<PendingAct> builder)
    {
        builder.Property(a => a.Input).IsSealed(DataClass.Identity);
        builder.PrimitiveCollection(a => a.Approvers);
    }
}

internal sealed class IntegratorKeyConfiguration : IEntityTypeConfiguration<IntegratorKey>
{
    public void Configure(EntityTypeBuilder<IntegratorKey> builder)
    {
        builder.PrimitiveCollection(k => k.Operations);
        builder.PrimitiveCollection(k => k.Addresses);
    }
}

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder) => builder.PrimitiveCollection(o => o.MailDomains);
}

internal sealed class ParentalConsentConfiguration : IEntityTypeConfiguration<ParentalConsent>
{
    public void Configure(EntityTypeBuilder<ParentalConsent> builder)
    {
        builder.Property(c => c.Email).IsSealed(DataClass.Identity);
        builder.Property(c => c.Guardian).IsSealed(DataClass.Identity);
    }
}

internal sealed class RetainedFieldConfiguration : IEntityTypeConfiguration<RetainedField>
{
    public void Configure(EntityTypeBuilder<RetainedField> builder) => builder.Property(f => f.Value).IsSealed(DataClass.Identity);
}

internal sealed class UsageEntryConfiguration : IEntityTypeConfiguration<UsageEntry>
{
    public void Configure(EntityTypeBuilder<UsageEntry> builder) => builder.HasIndex(e => e.EndsAt);
}

internal sealed class UsageDayConfiguration : IEntityTypeConfiguration<UsageDay>
{
    public void Configure(EntityTypeBuilder<UsageDay> builder) => builder.HasIndex(d => d.DayAt);
}

internal sealed class ConfidentialityUndertakingConfiguration : IEntityTypeConfiguration<ConfidentialityUndertaking>
{
    public void Configure(EntityTypeBuilder<ConfidentialityUndertaking> builder) => builder.HasIndex(u => u.AccountId);
}

internal sealed class DisciplinaryMeasureConfiguration : IEntityTypeConfiguration<DisciplinaryMeasure>
{
    public void Configure(EntityTypeBuilder<DisciplinaryMeasure> builder) => builder.Property(m => m.Reason).IsSealed(DataClass.Identity);
}

internal sealed class EmergencyLookConfiguration : IEntityTypeConfiguration<EmergencyLook>
{
    public void Configure(EntityTypeBuilder<EmergencyLook> builder) => builder.HasIndex(l => l.AccountId);
}

internal sealed class SharedTryConfiguration : IEntityTypeConfiguration<SharedTry>
{
    public void Configure(EntityTypeBuilder<SharedTry> builder) => builder.HasKey(t => t.KeyHash);
}

internal sealed class RegistrationCountConfiguration : IEntityTypeConfiguration<RegistrationCount>
{
    public void Configure(EntityTypeBuilder<RegistrationCount> builder) => builder.HasIndex(c => c.Group);
}

internal sealed class MaterialConfiguration : IEntityTypeConfiguration<Material>
{
    public void Configure(EntityTypeBuilder<Material> builder) => builder.HasKey(m => m.Id);
}

internal sealed class MaterialSubscriptionConfiguration : IEntityTypeConfiguration<MaterialSubscription>
{
    public void Configure(EntityTypeBuilder<MaterialSubscription> builder) => builder.HasIndex(s => s.AccountId);
}

internal sealed class PartnerLinkConfiguration : IEntityTypeConfiguration<PartnerLink>
{
    public void Configure(EntityTypeBuilder<PartnerLink> builder) => builder.Property(l => l.Subject).IsSealed(DataClass.Identity);
}

internal sealed class SpentPartnerTokenConfiguration : IEntityTypeConfiguration<SpentPartnerToken>
{
    public void Configure(EntityTypeBuilder<SpentPartnerToken> builder) => builder.HasKey(t => t.Hash);
}

internal sealed class PushDeviceConfiguration : IEntityTypeConfiguration<PushDevice>
{
    public void Configure(EntityTypeBuilder<PushDevice> builder) => builder.Property(d => d.Token).IsSealed(DataClass.Identity);
}

internal sealed class MailRoundConfiguration : IEntityTypeConfiguration<MailRound>
{
    public void Configure(EntityTypeBuilder<MailRound> builder) => builder.HasKey(r => r.Id);
}
