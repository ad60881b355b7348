using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Infrastructure;

/// <summary>The tables of Accounts.</summary>
internal sealed class AccountsDbContext(DbContextOptions<AccountsDbContext> options) : ModuleDbContext(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<Registration> Registrations => Set<Registration>();

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<AccountSession> Sessions => Set<AccountSession>();

    public DbSet<SpentToken> SpentTokens => Set<SpentToken>();

    public DbSet<KnownDevice> Devices => Set<KnownDevice>();

    public DbSet<OutgoingMessage> OutgoingMessages => Set<OutgoingMessage>();

    public DbSet<MailRound> MailRounds => Set<MailRound>();

    public DbSet<RequesterCode> RequesterCodes => Set<RequesterCode>();

    public DbSet<MailCode> MailCodes => Set<MailCode>();

    public DbSet<NewsSubscriber> NewsSubscribers => Set<NewsSubscriber>();

    public DbSet<ResetWish> ResetWishes => Set<ResetWish>();

    public DbSet<SecondFactor> SecondFactors => Set<SecondFactor>();

    public DbSet<Passkey> Passkeys => Set<Passkey>();

    public DbSet<PasskeyCeremony> PasskeyCeremonies => Set<PasskeyCeremony>();

    public DbSet<PendingAct> PendingActs => Set<PendingAct>();

    public DbSet<SupportCase> SupportCases => Set<SupportCase>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<IntegratorKey> IntegratorKeys => Set<IntegratorKey>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<EmployeeCode> EmployeeCodes => Set<EmployeeCode>();

    public DbSet<ParentalConsent> ParentalConsents => Set<ParentalConsent>();

    public DbSet<Minor> Minors => Set<Minor>();

    public DbSet<UsageEntry> UsageEntries => Set<UsageEntry>();

    public DbSet<UsageDay> UsageDays => Set<UsageDay>();

    public DbSet<ConfidentialityUndertaking> Undertakings => Set<ConfidentialityUndertaking>();

    public DbSet<DisciplinaryMeasure> DisciplinaryMeasures => Set<DisciplinaryMeasure>();

    public DbSet<EmergencyLook> EmergencyLooks => Set<EmergencyLook>();

    public DbSet<SharedTry> SharedTries => Set<SharedTry>();

    public DbSet<PushDevice> PushDevices => Set<PushDevice>();

    public DbSet<RetainedField> RetainedFields => Set<RetainedField>();

    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();

    public DbSet<RegistrationCount> RegistrationCounts => Set<RegistrationCount>();

    public DbSet<Material> Materials => Set<Material>();

    public DbSet<MaterialSubscription> MaterialSubscriptions => Set<MaterialSubscription>();

    public DbSet<PartnerLink> PartnerLinks => Set<PartnerLink>();

    public DbSet<SpentPartnerToken> SpentPartnerTokens => Set<SpentPartnerToken>();

    public DbSet<ErasureRecord> ErasureRecords => Set<ErasureRecord>();

    protected override string Schema => "accounts";

    /// <summary>Saves; false when somebody else used up or took the same thing in the same moment. Nothing is written then.</summary>
    public async Task<bool> SavedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (Exception lost) when (lost is DbUpdateConcurrencyException or ConstraintException)
        {
            return false;
        }
    }
}
