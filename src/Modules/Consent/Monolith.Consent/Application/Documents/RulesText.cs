namespace Monolith.Consent.Application.Documents;

/// <summary>The documents beside the privacy policy, from the settings (CA-6.2, CA-6.3).</summary>
internal static class RulesText
{
    private static readonly string[] Acts =
        ["hosting", "displaying", "uploading", "modifying", "publishing", "transmitting", "updating", "sharing"];

    /// <summary>What may not be done here.</summary>
    public static IReadOnlyList<DocumentSection> Rules(PublishedSettings settings) =>
    [
        new(1, "What is banned", $"Information that is harmful, objectionable or unlawful is banned. The ban covers {string.Join(", ", Acts)}."),
        new(2, "What happens then", settings.IsOn("grievance.takedown.on")
            ? $"Such content is taken down within {settings.Period("grievance.takedown.within") ?? "the time the law sets"} of our learning of it."
            : "Such content is removed when we learn of it."),
        new(3, "Your account", "One person uses one account. Credentials are not shared."),
    ];

    /// <summary>Which provisions the service works under and how it is supervised.</summary>
    public static IReadOnlyList<DocumentSection> Regulations(PublishedSettings settings, ConsentPolicy policy) =>
    [
        new(1, "Provisions", policy.Compliance.Frameworks.Count > 0
            ? $"The service works under: {string.Join("; ", policy.Compliance.Frameworks)}."
            : "The service works under the law of the place where its provider is established."),
        new(2, "Complaints", settings.Period("grievance.grievance.resolveWithin") is { } period
            ? $"Complaints are acknowledged within {settings.Period("grievance.grievance.acknowledgeWithin") ?? period} and resolved within {period}."
            : "Complaints are answered by the provider."),
        new(3, "Registers", "The purposes of processing, the outside processors and the retention schedule are public and can be queried."),
    ];

    /// <summary>What the user and the provider agree on.</summary>
    public static IReadOnlyList<DocumentSection> Agreement(PublishedSettings settings, ConsentPolicy policy) =>
    [
        new(1, "Parties", $"This is an agreement between you and {settings.Provider}."),
        new(2, "Age", settings.Text("accounts.age.minimum") is { } age ? $"You affirm to be at least {age}." : "You affirm to be of age in your country."),
        new(3, "The service", settings.IsOn("therapy.intake")
            ? "The service brings you together with a provider of sessions. It is no emergency service."
            : "The service gives support in sessions. It is no emergency service."),
        new(4, "Payment", settings.IsOn("billing.billing.payments")
            ? settings.IsOn("billing.billing.refunds") ? "Sessions are paid as ordered; refunds follow the published rules." : "Sessions are paid as ordered."
            : "You are not charged through this platform."),
        new(5, "Documents", $"You accept: {string.Join(", ", policy.Acceptance.AtRegistration.Select(PublishedSettings.Words))}. Consent to sensitive data is asked for apart from it."),
        new(6, "End", "You may close the account at any time."),
    ];

    /// <summary>How to use the service without saying who one is.</summary>
    public static IReadOnlyList<DocumentSection> StayingAnonymous(PublishedSettings settings) =>
    [
        new(1, "Names", settings.Text("accounts.identity.display") == "RealName"
            ? "Your provider sees your name."
            : "Others see the name you choose, not your own."),
        new(2, "What you can do", "Choose a name that says nothing about you, use an address you use nowhere else, and leave optional fields empty."),
    ];
}
