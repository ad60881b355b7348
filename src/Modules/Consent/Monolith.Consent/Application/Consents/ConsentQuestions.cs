using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Application.Documents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Consents;

/// <summary>A question that a person can say yes to, apart from any document.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="PurposeKeys">The purposes of the register it opens.</param>
/// <param name="Wording">The exact words to show.</param>
/// <param name="AffectedServices">What does not work without it.</param>
internal sealed record ConsentQuestion(ConsentPurpose Purpose, IReadOnlyList<string> PurposeKeys, string Wording, IReadOnlyList<string> AffectedServices)
{
    /// <summary>The version of the wording: it changes with any letter of it.</summary>
    public string WordingVersion { get; } = PolicyVersion.Fingerprint(Wording)[..16];
}

/// <summary>The consents this profile asks for (C-13, C-16, C-18, C-39), each apart from the others and none given by default.</summary>
internal sealed class ConsentQuestions(PolicyProfile profile, ConsentPolicy policy)
{
    /// <summary>All of them.</summary>
    public IReadOnlyList<ConsentQuestion> All { get; } = [.. Make(profile, policy)];

    /// <summary>The question for a purpose; null when this profile does not ask it.</summary>
    public ConsentQuestion? Find(ConsentPurpose purpose) => All.FirstOrDefault(q => q.Purpose == purpose);

    /// <summary>The consent that a purpose of the register rests on, or whose withdrawal is its opt-out; null when it has none.</summary>
    public static ConsentPurpose? ConsentOf(string purposeKey) => purposeKey switch
    {
        "IMPROVEMENT" or "SERVICE_IMPROVEMENT" => ConsentPurpose.Improvement,
        "SERVICE_COMMUNICATION" => ConsentPurpose.ServiceCommunication,
        "MARKETING" => ConsentPurpose.Marketing,
        "PERSONALISATION" => ConsentPurpose.Personalisation,
        "CROSS_SELL" => ConsentPurpose.CrossSell,
        "ENRICHMENT" => ConsentPurpose.Enrichment,
        "ADVERTISING" or "TARGETED_ADS" => ConsentPurpose.Advertising,
        "MARKETING_DEVELOPMENT" => ConsentPurpose.BusinessDevelopment,
        _ => null,
    };

    private static IEnumerable<ConsentQuestion> Make(PolicyProfile profile, ConsentPolicy policy)
    {
        var provider = profile.Platform.Provider.LegalName;
        if (policy.SensitiveConsent.Mode is not SensitiveConsentMode.Off)
        {
            var keys = policy.Purposes.Where(p => p.Categories.Any(IsSensitive)).Select(p => p.Key).ToList();
            yield return new(
                ConsentPurpose.SensitiveData, keys,
                $"I consent to {provider} collecting and using information on my health, mental health included, for: {string.Join(", ", keys)}. I can take this back at any time.",
                [.. HealthServices(new PublishedSettings(profile))]);
        }

        foreach (var purpose in policy.Purposes.Where(p => p.Optional))
        {
            if (ConsentOf(purpose.Key) is { } consent)
            {
                yield return new(consent, [purpose.Key], Optional(provider, consent), [Effect(consent)]);
            }
        }

        if (policy.Disclosure.Partners is PartnerMode.WithConsent)
        {
            yield return new(
                ConsentPurpose.PartnerOffers, [],
                $"{provider} may give my name and contact to business partners, so that they can send me offers of their own.", ["Offers of partners"]);
        }

        if (policy.DataResidency is { TransferConsent: TransferConsentMode.Express, Primary: { } country })
        {
            yield return new(
                ConsentPurpose.TransferAbroad, [],
                $"I consent to my information being processed outside {country} by the processors that {provider} names. A copy stays in {country}.",
                ["Features whose processor works abroad"]);
        }
    }

    // Only what this service has can stop; client and therapist can write to each other in every profile.
    private static IEnumerable<string> HealthServices(PublishedSettings settings)
    {
        (string Setting, string Service)[] services =
        [
            ("therapy.intake", "Intake"), ("matching.matching.preferences", "Matching on health information"), ("therapy.notes", "Session notes"),
            ("therapy.summaries", "Session summaries"), ("therapy.appointments", "Booking of new sessions"),
        ];
        return services.Where(s => settings.IsOn(s.Setting)).Select(s => s.Service).Append("New messages between client and therapist");
    }

    private static string Optional(string provider, ConsentPurpose consent) => consent switch
    {
        ConsentPurpose.Marketing => $"I want {provider} to send me news and offers.",
        ConsentPurpose.Improvement => $"{provider} may use how I use the service to improve it.",
        ConsentPurpose.Personalisation => $"{provider} may fit what it shows me to how I use the service.",
        ConsentPurpose.CrossSell => $"{provider} may work out which of its other products I might need.",
        ConsentPurpose.Enrichment => $"{provider} may add to my data from public sources and third parties, and names the source of each addition.",
        ConsentPurpose.Advertising => $"{provider} may show me advertising that fits how I use the service, here and elsewhere. Health data is never used for it.",
        ConsentPurpose.BusinessDevelopment => $"{provider} may use my data to find new business.",
        _ => $"{provider} may send me messages about the service beyond those my account needs.",
    };

    private static string Effect(ConsentPurpose consent) => consent switch
    {
        ConsentPurpose.Marketing => "News and offers",
        ConsentPurpose.Personalisation => "Suggestions fitted to you",
        ConsentPurpose.ServiceCommunication => "Messages about the service; those the account needs still come",
        _ => "None: the service is the same without it",
    };

    /// <summary>Whether a class of data is sensitive.</summary>
    public static bool IsSensitive(InformationClass category) => category is InformationClass.Sensitive or InformationClass.Health;
}
