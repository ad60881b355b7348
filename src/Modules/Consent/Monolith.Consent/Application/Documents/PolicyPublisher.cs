using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>Makes the next version of a document by the rules of the profile (C-05 to C-09). Saving is the caller's.</summary>
internal sealed class PolicyPublisher(ConsentDbContext db, PolicyProfile profile, ConsentPolicy policy, DocumentTexts texts, TimeProvider clock)
{
    /// <summary>Adds version 1 of what is not published, and the next version of what was generated from settings that are others now.</summary>
    public async Task PublishGeneratedAsync(CancellationToken cancellationToken)
    {
        foreach (var kind in texts.Kinds)
        {
            var last = await LastAsync(kind, cancellationToken);
            if (last is null || (last.IsGenerated && last.GeneratedHash != texts.GeneratedHash(kind)))
            {
                Add(kind, last, null, null);
            }
        }
    }

    /// <summary>Adds the next version.</summary>
    /// <param name="kind">The document.</param>
    /// <param name="written">The sections a person wrote; null = what the settings say.</param>
    /// <param name="wanted">The severity asked for; raised to significant when settings that matter changed since the last version .</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<PolicyVersion> PublishAsync(
        DocumentKind kind, IReadOnlyList<DocumentSection>? written, ChangeSeverity? wanted, CancellationToken cancellationToken) =>
        Add(kind, await LastAsync(kind, cancellationToken), written, wanted ?? ChangeSeverity.Significant);

    private PolicyVersion Add(DocumentKind kind, PolicyVersion? last, IReadOnlyList<DocumentSection>? written, ChangeSeverity? wanted)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var hash = texts.GeneratedHash(kind);
        var settings = SettingsDifference.Snapshot(profile);
        var changes = last is { Settings.Length: > 0 } ? SettingsDifference.Between(last.Settings, settings) : [];
        var least = LeastSeverity(last, changes, hash);
        var severity = wanted > least ? wanted.Value : least;
        var first = last is null;
        var mode = first ? EffectMode.OnPosting : By(policy.PolicyChange.Effective, severity);
        var effectiveAt = mode is EffectMode.AfterNotice && policy.PolicyChange.NoticePeriod is { } notice ? profile.Platform.Clock.Add(now, notice) : now;
        var number = (last?.Number ?? 0) + 1;
        var sections = written ?? texts.Generate(kind);
        var text = texts.Render(kind, sections, texts.DateOf(number, now, effectiveAt));
        var version = new PolicyVersion(
            new PolicyText(kind, number, severity, text, DocumentTexts.Json(sections), hash, written is null, settings, SettingsDifference.Json(changes)),
            now, effectiveAt, mode is EffectMode.OnApproval, first ? [] : By(policy.PolicyChange.Channels, severity));
        db.Versions.Add(version);
        return version;
    }

    // Of a version that did not store its settings only the fingerprint is known, so any difference counts.
    private static ChangeSeverity LeastSeverity(PolicyVersion? last, IReadOnlyList<SettingChange> changes, string hash) =>
        last is null || changes.Count > 0 || (last.Settings.Length == 0 && last.GeneratedHash != hash) ? ChangeSeverity.Significant : ChangeSeverity.Editorial;

    private Task<PolicyVersion?> LastAsync(DocumentKind kind, CancellationToken cancellationToken) =>
        db.Versions.AsNoTracking().Where(v => v.Kind == kind).OrderByDescending(v => v.Number).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The setting for a severity.</summary>
    public static T By<T>(BySeverity<T> setting, ChangeSeverity severity) => severity switch
    {
        ChangeSeverity.Editorial => setting.Editorial,
        ChangeSeverity.Significant => setting.Significant,
        _ => setting.MaterialAdverse,
    };
}
