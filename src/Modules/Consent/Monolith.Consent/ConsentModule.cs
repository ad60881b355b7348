using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Accounts.Contracts.Events;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Holds;
using Monolith.Consent.Application.Integration;
using Monolith.Consent.Application.Marketing;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Application.Simulation;
using Monolith.Consent.Application.ThirdParties;
using Monolith.Consent.Application.Tracking;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Consent;

/// <summary>The Consent module: may this data be used this way? Documents and their acceptance, purposes, consents with receipts, processors, disclosures.</summary>
public static class ConsentModule
{
    /// <summary>The faults of the profile's section <c>consent</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) =>
        profile.Check<ConsentPolicy>("consent") is { Count: > 0 } faults ? faults : CollectedFields.Check(profile, profile.Section<ConsentPolicy>("consent"));

    /// <summary>Adds the module. The container also holds the active <see cref="PolicyProfile"/>.</summary>
    /// <param name="services">The container.</param>
    /// <param name="vendors">Where vendors of analytics and advertising take events: name in the register of processors to an https address. None is told without it.</param>
    public static IServiceCollection AddConsent(this IServiceCollection services, IReadOnlyDictionary<string, Uri>? vendors = null)
    {
        services.AddSingleton(new VendorAddresses(vendors ?? new Dictionary<string, Uri>())).AddSingleton<IVendorLine, HttpVendorLine>();
        return services.AddModule<ConsentDbContext>("consent", Describe);
    }

    private static void Describe(ModuleBuilder module)
    {
        AddParts(module.Services);
        module
            .Answers<IPolicyFacts, PolicyFacts>()
            .Answers<IConsentFacts, ConsentFacts>()
            .Answers<IUseFacts, UseFacts>()
            .Answers<IMarketingFacts, MarketingRules>()
            .Answers<ILegalHolds, HoldRegister>()
            .Answers<ILinkFacts, LinkFacts>()
            .Answers<ICookieFacts, CookieFacts>()
            .Answers<IVisitFacts, VendorRules>()
            .Listens<ClientRegistered, ClientRegisteredListener>()
            .Listens<TherapistRegistered, TherapistRegisteredListener>()
            .Listens<AccountErasureDue, DeletionListener>()
            .Listens<RegistrationsCounted, RegistrationCountListener>()
            .Listens<OrderPaid, PurchaseListener>()
            .Listens<PageVisited, VisitListener>()
            .Listens<NewsConfirmed, NewsConfirmedListener>()
            .Listens<OrderPaid, PaymentShareListener>()
            .Listens<PaymentRefunded, PaymentShareListener>()
            .Listens<SessionCarried, VideoShareListener>()
            .Listens<AppointmentBooked, SchedulingListener>()
            .Listens<AppointmentRescheduled, SchedulingListener>()
            .Listens<AppointmentCancelled, SchedulingListener>()
            .Listens<ErasureOrdered, ErasureListener>()
            .Listens<ErasureSettled, ErasureListener>()
            .Listens<SafetyConcernRaised, ConcernListener>()
            .Vetoes<AcceptanceVeto>()
            .Vetoes<SensitiveConsentVeto>()
            .Grants<DisclosureGrant>()
            .Grants<ImportGrant>()
            .Holds<ConsentHoldings>()
            .Runs<EvidenceSweep>()
            .Runs<WriteProcessorCalls>()
            .Runs<ProcessorCallSweep>()
            .Runs<VisitorSweep>()
            .Runs<TellVendors>();
        NameConflicts(module);
    }

    private static void AddParts(IServiceCollection services)
    {
        services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<ConsentPolicy>("consent"));
        services.AddSingleton<DocumentTexts>().AddSingleton<ConsentQuestions>();
        services.AddScoped<DocumentsInForce>().AddScoped<IPolicyInForce>(p => p.GetRequiredService<DocumentsInForce>()).AddScoped<PolicyPublisher>().AddScoped<ContinuedUse>().AddScoped<PolicyAnswers>();
        services.AddScoped<ReceiptSigner>().AddScoped<ReceiptText>().AddScoped<ConsentLedger>().AddScoped<ProcessorRegister>();
        services.AddScoped<ConsentFacts>().AddScoped<DisclosureRules>().AddScoped<UseRules>();
        services.AddScoped<TrackingChoices>().AddSingleton<VisitorLimits>().AddScoped<TrackerRules>().AddScoped<VendorRules>();
        services.AddScoped<UnsubscribeTokens>().AddScoped<MarketingRules>().AddScoped<MarketingOptOut>().AddScoped<SocialLinks>().AddScoped<ThirdPartyHoldings>();
        services.AddScoped<ProcessorChoice>().AddScoped<ShareLedger>().AddSingleton<SandboxCalendar>().AddSingleton<IOutsideCalendar>(p => p.GetRequiredService<SandboxCalendar>());
        services.AddScoped<TransferRules>().AddScoped<DisclosureLedger>().AddScoped<AggregateCounts>();
        services.AddScoped<HoldRegister>().AddScoped<IHeldPeople>(p => p.GetRequiredService<HoldRegister>()).AddScoped<HoldActs>().AddScoped<ReachedPeople>().AddScoped<ReviewClock>();
        services.AddSingleton<IHostedService, FirstStart>();
    }

    // What two at once can break, by the index on PostgreSQL and by the columns on SQLite.
    private static void NameConflicts(ModuleBuilder module)
    {
        foreach (var (index, table, columns) in new[]
        {
            ("ux_consent_record_sequence", "consent_consent_record", "subject_id,purpose,topic,sequence"),
            ("ux_policy_version_number", "consent_policy_version", "kind,number"),
            ("ux_policy_acceptance", "consent_policy_acceptance", "account_id,version_id"),
            ("ux_policy_refusal", "consent_policy_refusal", "account_id,version_id"),
            ("ux_receipt_key_number", "consent_receipt_key", "number"),
            ("ux_visitor_choice_token", "consent_visitor_choice", "token_hash"),
            ("ux_marketing_preference_account", "consent_marketing_preference", "account_id"),
            ("ux_silenced_address", "consent_silenced_address", "address_index"),
            ("ux_social_consent_link", "consent_social_consent", "link_index"),
            ("ux_new_use_key", "consent_new_use", "key"),
            ("ux_outside_processor_name", "consent_outside_processor", "kind,name"),
            ("ux_region_safeguard", "consent_region_safeguard", "region"),
        })
        {
            module.Conflict(index, () => new Conflict());
            module.Conflict(string.Join(',', columns.Split(',').Select(c => $"{table}.{c}")), () => new Conflict());
        }
    }
}
