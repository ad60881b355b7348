using System.Security.Cryptography;
using System.Text;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Consent.Domain;

/// <summary>How much a change of policy matters to those it binds .</summary>
internal enum ChangeSeverity
{
    /// <summary>The same, said better.</summary>
    Editorial,

    /// <summary>A purpose, ground, recipient, period or age is another one.</summary>
    Significant,

    /// <summary>Material, and to the disadvantage of those it binds.</summary>
    MaterialAdverse,
}

/// <summary>What was published and under which rule it takes effect.</summary>
/// <param name="Kind">The document.</param>
/// <param name="Number">Counts from 1 for each document.</param>
/// <param name="Severity">How much it changes.</param>
/// <param name="Text">The whole text as people read it, with its date.</param>
/// <param name="Sections">The sections as JSON.</param>
/// <param name="GeneratedHash">Fingerprint of what the settings said when it was published.</param>
/// <param name="IsGenerated">Whether the text was made from the settings; false when a person wrote it.</param>
/// <param name="Settings">The settings it was published under, as JSON.</param>
/// <param name="Changes">What of them is another than in the version before, as JSON.</param>
internal sealed record PolicyText(
    DocumentKind Kind, int Number, ChangeSeverity Severity, string Text, string Sections, string GeneratedHash, bool IsGenerated, string Settings, string Changes);

/// <summary>One version of a published document. Versions are added, never changed: whoever accepted one can read it for ever.</summary>
internal sealed class PolicyVersion : Entity
{
    private PolicyVersion()
    {
    }

    /// <summary>Publishes a version.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="publishedAt">Now.</param>
    /// <param name="effectiveAt">When it takes effect, not before it is published.</param>
    /// <param name="needsApproval">It binds an account only once that account approved it (C-05 OnApproval).</param>
    /// <param name="channels">Where it is announced (C-07).</param>
    public PolicyVersion(PolicyText text, DateTime publishedAt, DateTime effectiveAt, bool needsApproval, IReadOnlyList<string> channels)
    {
        (Kind, Number, Severity, RenderedText, Sections) = (text.Kind, text.Number, text.Severity, text.Text, text.Sections);
        (GeneratedHash, IsGenerated, Settings, Changes) = (text.GeneratedHash, text.IsGenerated, text.Settings, text.Changes);
        (PublishedAt, EffectiveAt, NeedsApproval) = (publishedAt, effectiveAt < publishedAt ? publishedAt : effectiveAt, needsApproval);
        Sha256 = Fingerprint(RenderedText);
        Channels = string.Join(',', channels);
        if (channels.Contains("EMAIL"))
        {
            Raise(new PolicyVersionAnnounced(Id, Kind, Number, EffectiveAt));
        }
    }

    /// <summary>The document.</summary>
    public DocumentKind Kind { get; private init; }

    /// <summary>Counts from 1 for each document.</summary>
    public int Number { get; private init; }

    /// <summary>How much it changed.</summary>
    public ChangeSeverity Severity { get; private init; }

    /// <summary>The whole text.</summary>
    public string RenderedText { get; private init; } = "";

    /// <summary>The sections as a JSON list of number, title and text.</summary>
    public string Sections { get; private init; } = "";

    /// <summary>SHA-256 of <see cref="RenderedText"/> in UTF-8, in lower-case hexadecimal: what consents point to.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Fingerprint of what the settings said when this was published.</summary>
    public string GeneratedHash { get; private init; } = "";

    /// <summary>Whether the text was made from the settings.</summary>
    public bool IsGenerated { get; private init; }

    /// <summary>The settings that matter to people, as they were when this was published: JSON, path to value. Empty in old versions.</summary>
    public string Settings { get; private init; } = "";

    /// <summary>Which of them are others than in the version before, as a JSON list.</summary>
    public string Changes { get; private init; } = "";

    /// <summary>When it was published, UTC.</summary>
    public DateTime PublishedAt { get; private init; }

    /// <summary>When it takes effect, UTC.</summary>
    public DateTime EffectiveAt { get; private init; }

    /// <summary>It binds an account only once that account approved it.</summary>
    public bool NeedsApproval { get; private init; }

    /// <summary>Where it is announced, joined with commas; empty for the first version.</summary>
    public string Channels { get; private init; } = "";

    /// <summary>SHA-256 of a text in UTF-8, in lower-case hexadecimal.</summary>
    public static string Fingerprint(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
