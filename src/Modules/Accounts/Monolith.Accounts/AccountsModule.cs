using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application;
using Monolith.Accounts.Application.Approvals;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Emergencies;
using Monolith.Accounts.Application.Factors;
using Monolith.Accounts.Application.Integration;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Application.News;
using Monolith.Accounts.Application.Organisations;
using Monolith.Accounts.Application.Partners;
using Monolith.Accounts.Application.Passkeys;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Application.Usage;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts.Events;
using Monolith.Grievance.Contracts.Events;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Accounts;

/// <summary>Identity: who registers and signs in, as what, how to reach them, and what is known of them.</summary>
public static class AccountsModule
{
    /// <summary>PBKDF2 rounds of a password hash (R31).</summary>
    public const int PasswordRounds = 220_000;

    /// <summary>Adds the module. The container holds the active <see cref="PolicyProfile"/>.</summary>
    /// <param name="services">The container.</param>
    /// <param name="passwordRounds">Fewer rounds only for a host that is started for tests.</param>
    /// <param name="mailServer">Such as <c>smtp://mail.example.org:25/?from=no-reply@example.org</c>; messages wait when it is null.</param>
    /// <param name="sandbox">Without a mail server messages are taken and brought nowhere, for a host that is started for tests.</param>
    /// <param name="staffSecondFactor">Whether staff need a second factor to act in their role (R34); they do not only on a host that is started for tests.</param>
    /// <param name="sites">Addresses of the front ends, the domain's own first: passkeys belong to its host and answer at these alone (R35). There are none without.</param>
    /// <param name="partnersFile">Names the partners whose OpenID Connect tokens sign people in (<see cref="CheckPartners"/> has found no fault); nobody's without one.</param>
    /// <param name="placesFile">Says whose networks addresses are and where (<see cref="CheckPlaces"/> has found no fault); nothing is derived without one.</param>
    public static IServiceCollection AddAccounts(
        this IServiceCollection services, int passwordRounds = PasswordRounds, Uri? mailServer = null, bool sandbox = false, bool staffSecondFactor = true,
        IReadOnlyList<Uri>? sites = null, string? partnersFile = null, string? placesFile = null)
    {
        AddProofs(services, sites ?? [], staffSecondFactor);
        services.AddSingleton(AddressPlaces.Read(placesFile).Places);
        services.AddSingleton(PartnerRegister.Read(partnersFile).Register).AddSingleton<PartnerDocuments>().AddSingleton<PartnerKeys>().AddSingleton<PartnerTokens>();
        services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<AccountsPolicy>("accounts"));
        services.AddSingleton(new PasswordCost(passwordRounds)).AddSingleton<PasswordHashing>().AddSingleton<PasswordRule>().AddSingleton<TherapistSight>();
        services.AddSingleton<SignInLimits>().AddSingleton<SessionCache>().AddSingleton<SessionIssue>().AddSingleton<SessionAlarm>();
        services.AddScoped<Registrar>().AddScoped<Postbox>().AddScoped<Mailing>().AddScoped<FirstAdministrator>();
        services.AddSingleton<UsageLog>().AddSingleton<CellSize>().AddScoped<UsageReading>();
        services.AddSingleton<SignedUndertakings>().AddSingleton<MinorClock>().AddSingleton<SurveysOffered>().AddScoped<ParentReading>().AddScoped<Eligibility>().AddScoped<Members>();
        services.AddScoped<PersonReading>().AddScoped<Origins>().AddScoped<OwnPassword>().AddScoped<MailedCodes>().AddScoped<SessionEnding>().AddScoped<Erasure>().AddScoped<NewsEnd>();
        services.AddSingleton<IMessageCarrier>(mailServer is not null ? new SmtpCarrier(mailServer) : sandbox ? new SandboxCarrier() : new NoCarrier());
        return services.AddModule<AccountsDbContext>("accounts", module => NameConflicts(News(Jobs(module)))
            .Answers<ISessionTokens, SessionTokens>()
            .Answers<ISecondPerson, SecondPerson>()
            .Answers<IAccountFacts, AccountAnswers>()
            .Answers<IRequesterProof, AccountAnswers>()
            .Answers<IOrganisationFacts, AccountAnswers>()
            .Listens<PolicyVersionAnnounced, PolicyNewsListener>()
            .Listens<NewUseProposed, PolicyNewsListener>()
            .Listens<Consent.Contracts.Events.ConsentWithdrawn, NewsEndListener>()
            .Listens<BusinessTransferAnnounced, PolicyNewsListener>()
            .Listens<CaseOpened, SupportCases>()
            .Listens<GrievanceResolved, SupportCases>()
            .Listens<RightsRequestReceived, CaseListener>()
            .Listens<SecurityConcernReported, CaseListener>()
            .Listens<ErasureOrdered, CaseListener>()
            .Listens<ErasureSettled, CaseListener>()
            .Grants<StaffTasks>()
            .Vetoes<MinorVeto>()
            .Vetoes<UndertakingVeto>()
            .Grants<EmergencyGrant>()
            .Holds<AccountsHoldings>());
    }

    private static ModuleBuilder Jobs(ModuleBuilder module) => module
        .Runs<WriteRounds>().Runs<SendMessages>()
        .Runs<AnswerResetWishes>()
        .Runs<WriteUsage>()
        .Runs<FreezeUsage>()
        .Runs<CountRegistrations>()
        .Runs<PasswordReminders>()
        .Runs<DetailsReminders>()
        .Runs<MinorSweep>()
        .Runs<NewsSweep>()
        .Runs<AccountRetention>();

    private static ModuleBuilder News(ModuleBuilder module) => module
        .Listens<AppointmentBooked, NewsListener>()
        .Listens<AppointmentRescheduled, NewsListener>()
        .Listens<AppointmentCancelled, NewsListener>()
        .Listens<AppointmentComing, NewsListener>()
        .Listens<OfferingChanged, NewsListener>()
        .Listens<GrievanceAcknowledged, NewsListener>()
        .Listens<GrievanceResolved, NewsListener>()
        .Listens<OrderPaid, NewsListener>();

    private static ModuleBuilder NameConflicts(ModuleBuilder module) => module
        .Conflict("ux_material_subscription_account_material", () => new Conflict())
        .Conflict("accounts_material_subscription.account_id,accounts_material_subscription.material_id", () => new Conflict())
        .Conflict("ux_partner_link_subject_index", () => new PartnerSubjectTaken())
        .Conflict("accounts_partner_link.subject_index", () => new PartnerSubjectTaken())
        .Conflict("ux_partner_link_account_partner", LinkPartnerHandler.Linked)
        .Conflict("accounts_partner_link.account_id,accounts_partner_link.partner", LinkPartnerHandler.Linked);

    private static void AddProofs(IServiceCollection services, IReadOnlyList<Uri> sites, bool staffSecondFactor)
    {
        services.AddSingleton(PasskeySite.Of(sites)).AddScoped<IPasskeyVerifier, PasskeyVerifier>().AddScoped<Ceremonies>().AddScoped<ShownPasskey>();
        services.AddSingleton(new StaffSecondFactor(staffSecondFactor)).AddScoped<FactorGuard>().AddScoped<FactorCheck>().AddScoped<BothProofs>();
        services.AddScoped<ActNotes>().AddScoped<ActDecision>();
    }

    /// <summary>
    /// The one-time token for <c>createFirstAdministrator</c>, which the host prints on its console; null when there is an administrator.
    /// It works for 15 minutes and replaces any earlier one.
    /// </summary>
    /// <param name="services">The host's container, after the tables were made.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static async Task<string?> FirstAdministratorTokenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(FirstAdministrator));
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().TokenAsync(cancellationToken);
    }

    /// <summary>Notes that the platform was used: what the profile collects of it, for the account or a visitor. Keeps nobody waiting and never fails.</summary>
    /// <param name="services">The host's container.</param>
    /// <param name="accountId">Whose use; null for a visitor.</param>
    /// <param name="operation">The operation's name, if it has one.</param>
    /// <param name="address">Where it came from.</param>
    /// <param name="userAgent">What it was sent with.</param>
    /// <param name="referrer">The page it was sent from.</param>
    /// <param name="languages">The languages it asks for.</param>
    public static void NoteUse(IServiceProvider services, Guid? accountId, string? operation, string? address, string? userAgent, string? referrer, string? languages) =>
        services.GetRequiredService<UsageLog>().Note(
            accountId, UsageKind.Visit, string.IsNullOrEmpty(operation) ? "unnamed" : operation, new CallFacts(address, userAgent, referrer, languages));

    /// <summary>Erases again whom a restored backup brought back (R74). Call it after the tables were made and before anything is answered.</summary>
    /// <param name="services">The host's container.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    /// <returns>How many people.</returns>
    public static async Task<int> EraseAgainAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform(nameof(EraseAgainAsync));
        return await scope.ServiceProvider.GetRequiredService<Erasure>().RepeatAsync(cancellationToken);
    }

    /// <summary>The faults of a file that names partners; empty when the module can start with it.</summary>
    /// <param name="file">Its path.</param>
    public static IReadOnlyList<ProfileFault> CheckPartners(string file) => PartnerRegister.Read(file).Faults;

    /// <summary>The faults of a file of networks and their places, at most ten and one; empty when the module can start with it.</summary>
    /// <param name="file">Its path.</param>
    public static IReadOnlyList<ProfileFault> CheckPlaces(string file) => AddressPlaces.Read(file).Faults;

    /// <summary>The faults of the profile's section <c>accounts</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<AccountsPolicy>("accounts");
}
