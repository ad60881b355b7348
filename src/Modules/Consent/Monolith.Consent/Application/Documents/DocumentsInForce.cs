using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>What decides about a version, without its text.</summary>
internal sealed record VersionFacts(Guid Id, DocumentKind Kind, int Number, ChangeSeverity Severity, DateTime EffectiveAt, bool NeedsApproval, string Sha256);

/// <summary>How one account stands to one document.</summary>
/// <param name="InForce">The version that binds it.</param>
/// <param name="Pending">The version that would bind it, had it approved; null when there is none.</param>
/// <param name="Accepted">The highest number it accepted; 0 when it accepted none.</param>
internal sealed record DocumentStanding(VersionFacts InForce, VersionFacts? Pending, int Accepted);

/// <summary>Which versions are in force now: of each document the highest number whose instant has come, for an account up to the first it did not approve.</summary>
internal sealed class DocumentsInForce(ConsentDbContext db, TimeProvider clock) : IPolicyInForce
{
    private static readonly IReadOnlyList<DocumentKind> Privacy = [DocumentKind.Privacy];
    private (Guid AccountId, IReadOnlyList<DocumentStanding> Standings)? latest;

    /// <summary>The privacy policy's version for an account. What the gate asked about the same account in this request is not asked again.</summary>
    public async Task<int?> VersionAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var known = latest is { } asked && asked.AccountId == accountId && asked.Standings.Any(s => s.InForce.Kind is DocumentKind.Privacy);
        var standings = known ? latest!.Value.Standings : await ForAsync(accountId, Privacy, cancellationToken);
        return standings.SingleOrDefault(s => s.InForce.Kind is DocumentKind.Privacy)?.InForce.Number;
    }

    /// <summary>The versions in force of these documents, for whoever comes new.</summary>
    public async Task<IReadOnlyList<VersionFacts>> OfAsync(IReadOnlyList<DocumentKind> kinds, CancellationToken cancellationToken) =>
        [.. (await PostedAsync(kinds, cancellationToken)).GroupBy(v => v.Kind).Select(g => g.MaxBy(v => v.Number)!).OrderBy(v => v.Kind)];

    /// <summary>How the account stands to these documents. A version that needs approval, and all after it, wait for a yes; the earlier one binds meanwhile .</summary>
    public async Task<IReadOnlyList<DocumentStanding>> ForAsync(Guid accountId, IReadOnlyList<DocumentKind> kinds, CancellationToken cancellationToken)
    {
        var posted = await PostedAsync(kinds, cancellationToken);
        var accepted = await (
            from acceptance in db.Acceptances.AsNoTracking()
            where acceptance.AccountId == accountId
            join version in db.Versions on acceptance.VersionId equals version.Id
            group version.Number by version.Kind into g
            select new { Kind = g.Key, Number = g.Max() }).ToDictionaryAsync(a => a.Kind, a => a.Number, cancellationToken);
        IReadOnlyList<DocumentStanding> standings = [.. posted.GroupBy(v => v.Kind).OrderBy(g => g.Key).Select(g => StandingOf([.. g], accepted.GetValueOrDefault(g.Key)))];
        latest = (accountId, standings);
        return standings;
    }

    private static DocumentStanding StandingOf(List<VersionFacts> posted, int accepted)
    {
        var latest = posted.MaxBy(v => v.Number)!;
        var waiting = accepted == 0 ? null : posted.Where(v => v.NeedsApproval && v.Number > accepted).MinBy(v => v.Number);
        return waiting is null
            ? new(latest, null, accepted)
            : new(posted.Where(v => v.Number < waiting.Number).MaxBy(v => v.Number)!, latest, accepted);
    }

    private Task<List<VersionFacts>> PostedAsync(IReadOnlyList<DocumentKind> kinds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return db.Versions.AsNoTracking()
            .Where(v => kinds.Contains(v.Kind) && v.EffectiveAt <= now)
            .Select(v => new VersionFacts(v.Id, v.Kind, v.Number, v.Severity, v.EffectiveAt, v.NeedsApproval, v.Sha256))
            .ToListAsync(cancellationToken);
    }
}
