using Microsoft.EntityFrameworkCore;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Documents;

/// <summary>What decides about a version, without its text.</summary>
internal sealed record VersionFacts(Guid Id, DocumentKind Kind, int Number, ChangeSeverity Severity, DateTime EffectiveAt, bool NeedsApproval, string Sha256);

/// <summary>Which versions are in force now: of each document the highest number whose instant has come.</summary>
internal sealed class DocumentsInForce(ConsentDbContext db, TimeProvider clock)
{
    /// <summary>The versions in force of these documents.</summary>
    public async Task<IReadOnlyList<VersionFacts>> OfAsync(IReadOnlyList<DocumentKind> kinds, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var posted = await db.Versions.AsNoTracking()
            .Where(v => kinds.Contains(v.Kind) && v.EffectiveAt <= now)
            .Select(v => new VersionFacts(v.Id, v.Kind, v.Number, v.Severity, v.EffectiveAt, v.NeedsApproval, v.Sha256))
            .ToListAsync(cancellationToken);
        return [.. posted.GroupBy(v => v.Kind).Select(g => g.MaxBy(v => v.Number)!).OrderBy(v => v.Kind)];
    }
}
