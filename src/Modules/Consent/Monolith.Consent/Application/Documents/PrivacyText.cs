using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application.Documents;

/// <summary>The privacy policy in plain English, section by section from the settings (CA-1.1: sections 1 to 15).</summary>
internal sealed class PrivacyText(PublishedSettings settings, ConsentPolicy policy)
{
    /// <summary>The section that says who is too young.</summary>
    public const int AgeSection = 13;

    public IReadOnlyList<DocumentSection> Sections() =>
    [
        new(1, "What this policy covers", Scope()),
        new(2, "What we collect", Collection()),
        new(3, "What we use it for", Uses()),
        new(4, "Who else receives it", Sharing()),
        new(5, "How it is protected", Security()),
        new(6, "What may not be posted", Content()),
        new(7, "Your rights", Rights()),
        new(8, "How long we keep it", Retention()),
        new(9, "Where it is kept, and under which law", Residency()),
        new(10, "Cookies and tracking", Cookies()),
        new(11, "Complaints", Complaints()),
        new(12, "Sensitive data", Sensitive()),
        new(AgeSection, "Age", Age()),
        new(14, "Changes to this policy", Changes()),
        new(15, "Agreement and contact", Agreement()),
    ];

    private static string Join(params ReadOnlySpan<string?> sentences)
    {
        var said = new List<string>();
        foreach (var sentence in sentences)
        {
            if (!string.IsNullOrEmpty(sentence))
            {
                said.Add(sentence);
            }
        }

        return string.Join(' ', said);
    }

    private static string? When(bool condition, string sentence) => condition ? sentence : null;

    private string Scope() => Join(
        $"{settings.Provider} runs this service. This policy says what personal information is collected, what it is used for, to whom it is disclosed and how it is kept safe,",
        $"on {settings.List("platform.scope")}.",
        "Each rule in it is a setting that the software keeps; policyProfile answers all of them.");

    private string Collection() => Join(
        $"At registration: {settings.List("accounts.registration.fields", "name")}.",
        When(settings.IsOn("therapy.intake"), "For the care itself: what you tell in the intake, what is written in notes and what is said in messages."),
        When(settings.IsOn("accounts.usage.fields"), $"While you use the service: {settings.List("accounts.usage.fields")}."),
        $"From a {Label()}: {settings.List("matching.provider.fields")}.",
        When(settings.IsOn("billing.billing.payments"), "When you pay: the order, its amount and a token from the payment provider. Card numbers never reach us."));

    private string Uses() => Join(
        "Information is used for these purposes and for no other:",
        string.Join("; ", policy.Purposes.Select(Use)) + ".");

    private string Use(PurposeEntry purpose)
    {
        var basis = purpose.Basis switch
        {
            LegalBasis.Consent => "on your consent",
            LegalBasis.Contract => "to give you the service",
            LegalBasis.LegalObligation => "because the law demands it",
            _ => "in our legitimate interest",
        };
        var canOptOut = policy.Uses.OptOut.Contains(purpose.Key);
        return $"{PublishedSettings.Words(purpose.Key)} ({basis}{(canOptOut ? ", you can opt out" : purpose.Optional ? ", only if you want it" : "")})";
    }

    private string Sharing() => Join(
        $"Never allowed: {string.Join(", ", policy.Disclosure.Forbidden.Select(PublishedSettings.Words))}. Personal information is not sold.",
        $"Disclosure happens on these grounds only: {string.Join(", ", policy.Disclosure.Grounds.Select(g => PublishedSettings.Words(g.Key)))}.",
        $"Outside processors work for us in: {string.Join(", ", policy.Processors.Register.Select(p => PublishedSettings.Words(p.Kind)).Distinct())}.",
        When(policy.Processors.AgreementRequired, "Nothing is shared with a processor before its agreement and a valid security assessment are recorded, and then only what its kind needs and what was agreed."),
        When(policy.BusinessTransfer != BusinessTransferMode.Off, "If the business, or part of it, changes hands, information may go with it."),
        When(policy.Links.ExternalNotice, "Links may lead to sites that others run: read their policies, for we have no control over such sites and take no responsibility for them."),
        When(policy.Disclosure.PriorApproval, "What you approve for one recipient goes to that recipient only."));

    private string Security() => Join(
        "Personal columns are stored encrypted, with keys for each person.",
        When(settings.IsOn("accounts.access.undertakingRequired"), "Staff sign an undertaking of confidentiality before they see anything."),
        When(settings.IsOn("accounts.audit.reads"), "Every access to personal data is recorded, reading included."),
        When(settings.IsOn("accounts.transport.httpsOnly"), "Connections are encrypted."),
        $"A password has at least {settings.Text("accounts.password.minLength")} characters. Keep it to yourself.",
        "No transmission and no storage is entirely secure; we cannot give an absolute guarantee.");

    private string Content() => settings.IsOn("grievance.takedown.on")
        ? Join(
            "Harmful, objectionable or unlawful content may not be hosted, displayed, uploaded, modified, published, transmitted, updated or shared here.",
            $"Once we know of such content, or it is reported in writing, it is taken down within {settings.Period("grievance.takedown.within") ?? "the time the law sets"}.")
        : "Content that breaks the law is removed when we learn of it.";

    private string Rights() => Join(
        $"You may ask for: {settings.List("grievance.rights.kinds")}.",
        settings.Period("grievance.rights.respondWithin") is { } days ? $"A request is answered within {days}." : null,
        When(settings.IsOn("grievance.rights.verification"), "We first make sure that it is you who asks."),
        When(policy.Uses.OptOut.Count > 0, $"You may opt out of: {string.Join(", ", policy.Uses.OptOut.Select(PublishedSettings.Words))}."),
        When(settings.IsOn("accounts.profile.selfUpdate"), "What you told us about yourself you see and correct on your settings page."),
        "A consent can be taken back as easily as it was given.");

    private string Retention()
    {
        var lines = RetentionLines.Of(settings).Select(line => $"{line.Words}: {PublishedSettings.Words(line.Period)} {line.From}").ToList();
        return Join(
            lines.Count == 0 ? "Information is kept as long as the service needs it." : $"Kept, and then erased: {string.Join("; ", lines)}.",
            "Longer only where the law requires or permits it.");
    }

    private string Residency() => Join(
        policy.DataResidency.Primary is { } country ? $"Information is stored in {country}; a copy is always there." : "Information may be stored in any country.",
        policy.DataResidency.TransferConsent switch
        {
            TransferConsentMode.Express => "It is processed abroad only with your express consent.",
            TransferConsentMode.ByAcceptance => "By accepting this policy you agree to processing abroad.",
            _ => null,
        },
        When(policy.Compliance.Frameworks.Count > 0, $"We follow: {string.Join("; ", policy.Compliance.Frameworks)}."));

    private string Cookies() => policy.Cookies.Mode is CookieMode.None
        ? "No cookies are set."
        : Join(
            policy.Cookies.Mode is CookieMode.Notice
                ? "Cookies and similar means are used:"
                : "Cookies and similar means are used by category, and you choose:",
            string.Join("; ", policy.Cookies.Categories.Select(Cookie)) + ".",
            "Your browser can refuse all cookies, tell you when one is sent, and delete those it has. Some parts may not work without them; signing in by a token does.",
            When(policy.Cookies.Categories.Any(c => c.Party is CookieParty.Third), "Cookies of third parties are outside this policy and our control; they can recognise you elsewhere."),
            policy.Cookies.Guide is { } guide ? $"More about cookies: {guide}." : null);

    private static string Cookie(CookieCategory category) =>
        $"{PublishedSettings.Words(category.Name)} ({(category.Type is CookieLife.Session ? "until the browser closes" : "kept beyond the visit")}, set by {category.Administrator}, for {string.Join(", ", category.Purposes)})";

    private string Complaints() => Join(
        settings.Text("grievance.grievance.officer.name") is { } officer
            ? $"The grievance officer is {officer}, {settings.Text("grievance.grievance.officer.email")}, {settings.Text("grievance.grievance.officer.phone")}."
            : null,
        settings.Period("grievance.grievance.acknowledgeWithin") is { } soon ? $"A complaint is acknowledged within {soon}." : null,
        settings.Period("grievance.grievance.resolveWithin") is { } late ? $"It is resolved within {late} of receipt." : "A complaint is answered by the provider.");

    private string Sensitive() => policy.SensitiveConsent.Mode == SensitiveConsentMode.Off
        ? "No consent is asked apart from the acceptance of this policy."
        : Join(
            "Information on your health, mental health included, is collected only with your explicit consent, asked for apart from this policy and given by a clear act at the time of collection.",
            "You can take it back at any time. Nothing new is recorded from then on, which may limit the services.");

    private string Age() => settings.Text("accounts.age.minimum") is { } minimum
        ? $"Whoever is under {minimum} must not use the service or give us information{(settings.Text("accounts.age.minorMode") == "Refuse" ? "" : ", unless a parent consents as the service asks")}."
        : "The service is for people of age in their country.";

    private string Changes() => Join(
        "This policy may change. Each version is published with its date, and the earlier ones can still be read. Look at this page from time to time.",
        policy.PolicyChange.Effective.Significant switch
        {
            EffectMode.AfterNotice => $"A significant change takes effect {PublishedSettings.Words(policy.PolicyChange.NoticePeriod ?? default)} after it is announced.",
            EffectMode.OnApproval => "A significant change binds you once you approve it.",
            _ => "A change takes effect when it is posted.",
        },
        When(policy.PolicyChange.Effective.MaterialAdverse == EffectMode.OnApproval, "A change to your disadvantage binds you only once you approve it."));

    private string Agreement() => Join(
        $"Registering accepts: {string.Join(", ", policy.Acceptance.AtRegistration.Select(PublishedSettings.Words))}.",
        When(policy.Acceptance.AdultAffirmation, $"With it you affirm to be at least {settings.Text("accounts.age.minimum")}."),
        When(policy.Acceptance.Gate, "Without acceptance there is no service."),
        When(policy.Acceptance.OnChange.Significant == ReacceptanceMode.ContinuedUse, "Using the service after a change accepts the change."),
        settings.Text("grievance.contact.email") is { } email ? $"Write to {email}." : null,
        When(settings.IsOn("grievance.contact.form"), "Or use the contact form on our site."));

    private string Label() => settings.Text("matching.provider.label") ?? "provider";
}
