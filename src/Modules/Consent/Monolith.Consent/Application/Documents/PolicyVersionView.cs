using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Documents;

/// <summary>A version of a published document.</summary>
/// <param name="Id">The version.</param>
/// <param name="Kind">The document.</param>
/// <param name="Number">Counts from 1 for each document.</param>
/// <param name="Title">The document's heading.</param>
/// <param name="Severity">How much it changed.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="EffectiveAt">When it takes effect.</param>
/// <param name="NeedsApproval">It binds an account only once that account approved it.</param>
/// <param name="LastUpdated">The date the text carries, as it is printed: a day, or a month where no day is known.</param>
/// <param name="Sha256">SHA-256 of <c>renderedText</c> in UTF-8, in hexadecimal; consents point to it.</param>
/// <param name="Sections">The sections, in order.</param>
/// <param name="Changes">Which settings are others than in the version before, as far as people are concerned .</param>
/// <param name="Scope">What the documents cover, in the profile's words (HU-2).</param>
/// <param name="RenderedText">The whole text with its date.</param>
internal sealed record PolicyVersionView(
    Guid Id, DocumentKind Kind, int Number, string Title, ChangeSeverity Severity, DateTime PublishedAt, DateTime EffectiveAt, bool NeedsApproval,
    string LastUpdated, string Sha256, IReadOnlyList<DocumentSection> Sections, IReadOnlyList<SettingChange> Changes, IReadOnlyList<string> Scope, string RenderedText)
{
    public static PolicyVersionView Of(PolicyVersion version, DocumentTexts texts) => new(
        version.Id, version.Kind, version.Number, DocumentTexts.TitleOf(version.Kind), version.Severity, version.PublishedAt, version.EffectiveAt,
        version.NeedsApproval, texts.DateOf(version.Number, version.PublishedAt, version.EffectiveAt), version.Sha256,
        DocumentTexts.Read(version.Sections), SettingsDifference.Changes(version.Changes), texts.Scope, version.RenderedText);
}
