using System.Globalization;
using System.Text;
using System.Text.Json;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Documents;

/// <summary>One section of a document.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Text">What it says.</param>
internal sealed record DocumentSection(int Number, string Title, string Text);

/// <summary>Makes the documents of the profile from its settings, and renders any document with its date (C-01, C-08).</summary>
internal sealed class DocumentTexts(PolicyProfile profile, ConsentPolicy policy)
{
    private readonly PublishedSettings settings = new(profile);

    /// <summary>The documents this profile publishes.</summary>
    public IReadOnlyList<DocumentKind> Kinds { get; } = [.. policy.Documents.Select(KindOf)];

    /// <summary>The documents a new account accepts (C-02).</summary>
    public IReadOnlyList<DocumentKind> AtRegistration { get; } = [.. policy.Acceptance.AtRegistration.Select(KindOf)];

    /// <summary>What the documents cover, in the profile's words.</summary>
    public IReadOnlyList<string> Scope { get; } = profile.Platform.Scope;

    /// <summary>What the settings say.</summary>
    public IReadOnlyList<DocumentSection> Generate(DocumentKind kind) => kind switch
    {
        DocumentKind.Privacy => new PrivacyText(settings, policy).Sections(),
        DocumentKind.Rules => RulesText.Rules(settings),
        DocumentKind.Regulations => RulesText.Regulations(settings, policy),
        DocumentKind.Cookies => [.. new PrivacyText(settings, policy).Sections().Where(s => s.Number == 10).Select(s => s with { Number = 1 })],
        DocumentKind.StayingAnonymous => RulesText.StayingAnonymous(settings),
        _ => RulesText.Agreement(settings, policy),
    };

    /// <summary>The fingerprint of what the settings say.</summary>
    public string GeneratedHash(DocumentKind kind) => PolicyVersion.Fingerprint(Json(Generate(kind)));

    /// <summary>The sections as JSON.</summary>
    public static string Json(IReadOnlyList<DocumentSection> sections) => JsonSerializer.Serialize(sections);

    /// <summary>The sections of a version.</summary>
    public static IReadOnlyList<DocumentSection> Read(string json) => JsonSerializer.Deserialize<IReadOnlyList<DocumentSection>>(json)!;

    /// <summary>The date a version carries, as it is printed (C-08, C-09).</summary>
    public string DateOf(int number, DateTime publishedAt, DateTime effectiveAt)
    {
        if (number == 1 && policy.Document.InitialDate is { } initial)
        {
            return initial;
        }

        var instant = policy.Document.DateLabel.StartsWith("Effective", StringComparison.OrdinalIgnoreCase) ? effectiveAt : publishedAt;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(profile.Platform.Clock.TimeZone);
        return TimeZoneInfo.ConvertTimeFromUtc(instant, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>The whole text with its date at the top or at the bottom.</summary>
    public string Render(DocumentKind kind, IReadOnlyList<DocumentSection> sections, string date)
    {
        var dated = $"{policy.Document.DateLabel}: {date}";
        var text = new StringBuilder();
        if (policy.Document.DatePosition == DatePosition.Top)
        {
            text.Append(dated).Append("\n\n");
        }

        text.Append(TitleOf(kind)).Append(" of ").Append(settings.Provider).Append('\n');
        foreach (var section in sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{section.Number}. {section.Title}\n{section.Text}\n");
        }

        return policy.Document.DatePosition == DatePosition.Bottom ? text.Append('\n').Append(dated).Append('\n').ToString() : text.ToString();
    }

    /// <summary>The heading of a document.</summary>
    public static string TitleOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Privacy => "Privacy policy",
        DocumentKind.Terms => "Terms of service",
        DocumentKind.Rules => "Rules",
        DocumentKind.Regulations => "Regulations",
        DocumentKind.UserAgreement => "User agreement",
        DocumentKind.Cookies => "Cookie policy",
        _ => "Staying anonymous",
    };

    private static DocumentKind KindOf(string key) => Enum.Parse<DocumentKind>(key.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
