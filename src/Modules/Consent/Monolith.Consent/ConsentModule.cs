using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Monolith.Accounts.Contracts.Events;
using Monolith.Billing.Contracts.Events;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Application.Integration;
using Monolith.Consent.Application.Marketing;
using Monolith.Consent.Application.Sharing;
using Monolith.Consent.Application.Tracking;
using Monolith.Consent.Application.Uses;
using Monolith.Consent.Contracts;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Consent;

/// <summary>The Consent module: may this data be used this way? Documents and their acceptance, purposes, consents with receipts, processors, disclosures.</summary>
public static class ConsentModule
{
    /// <summary>The faults of the profile's section <c>consent</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) =>
        profile.Check<ConsentPolicy>("consent") is { Count: > 0 } faults ? faults : CollectedFields.Check(profile, profile.Section<ConsentPolicy>("consent"));

    /// <summary>Adds the module. The container also holds the active <see cref="PolicyProfile"/>.</summary>
    public static IServiceCollection AddConsent(this IServiceCollection services) => services.AddModule<ConsentDbContext>("consent", Describe);

    private static void Describe(ModuleBuilder module)
    {
        module.Services.AddSingleton(p => p.GetRequiredService<PolicyProfile>().Section<ConsentPolicy>("consent"));
        module.Services.AddSingleton<DocumentTexts>().AddSingleton<ConsentQuestions>();
        module.Services.AddScoped<DocumentsInForce>().AddScoped<PolicyPublisher>().AddScoped<ContinuedUse>().AddScoped<PolicyAnswers>();
        module.Services.AddScoped<ReceiptSigner>().AddScoped<ReceiptText>().AddScoped<ConsentLedger>().AddScoped<ProcessorRegister>();
        module.Services.AddScoped<ConsentFacts>().AddScoped<DisclosureRules>().AddScoped<UseRules>();
        module.Services.AddScoped<TrackingChoices>().AddScoped<TrackerRules>();
        module.Services.AddScoped<UnsubscribeTokens>().AddScoped<MarketingRules>().AddScoped<MarketingOptOut>();
        module.Services.AddSingleton<IHostedService, FirstStart>();
        module
            .Answers<IPolicyFacts, PolicyFacts>()
            .Answers<IConsentFacts, ConsentFacts>()
            .Answers<IUseFacts, UseFacts>()
            .Answers<IMarketingFacts, MarketingRules>()
            .Listens<ClientRegistered, ClientRegisteredListener>()
            .Listens<TherapistRegistered, TherapistRegisteredListener>()
            .Listens<OrderPaid, PurchaseListener>()
            .Listens<ErasureOrdered, ErasureListener>()
            .Vetoes<AcceptanceVeto>()
            .Vetoes<SensitiveConsentVeto>()
            .Grants<DisclosureGrant>()
            .Holds<ConsentHoldings>()
            .Runs<EvidenceSweep>()
            .Runs<VisitorSweep>();
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
            ("ux_new_use_key", "consent_new_use", "key"),
            ("ux_outside_processor_name", "consent_outside_processor", "kind,name"),
        })
        {
            module.Conflict(index, () => new Conflict());
            module.Conflict(string.Join(',', columns.Split(',').Select(c => $"{table}.{c}")), () => new Conflict());
        }
    }
}
