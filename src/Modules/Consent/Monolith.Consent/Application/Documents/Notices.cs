using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Documents;

/// <summary>The announcement of a new version. It stands until a later version takes effect.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="Kind">The document.</param>
/// <param name="Number">The version's number.</param>
/// <param name="Severity">How much it changes.</param>
/// <param name="Placement">Where to show it, in the profile's words: POSTING, MAIN_PAGE, PROMINENT_NOTICE…</param>
/// <param name="Text">What to show.</param>
/// <param name="AnnouncedAt">Since when.</param>
/// <param name="EffectiveAt">When the version takes effect.</param>
internal sealed record NoticeView(
    [property: ID("PolicyVersion")] Guid VersionId, DocumentKind Kind, int Number, ChangeSeverity Severity, string Placement, string Text,
    DateTime AnnouncedAt, DateTime EffectiveAt);

/// <summary>The announcements that stand now, newest first (CA-14.2, TH-52). First versions and editorial ones may have none.</summary>
/// <param name="Placement">Only those for one place.</param>
[Query, AllowAnyone]
internal sealed record Notices(string? Placement) : IQuery<IReadOnlyList<NoticeView>>;

internal sealed class NoticesHandler(ConsentDbContext db, TimeProvider clock) : IQueryHandler<Notices, IReadOnlyList<NoticeView>>
{
    // DATE only renews the printed date, and mail is sent, not shown.
    private static readonly string[] NotShown = ["DATE", "EMAIL"];

    public async Task<Result<IReadOnlyList<NoticeView>>> Handle(Notices query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var inForce = await db.Versions.AsNoTracking().Where(v => v.EffectiveAt <= now)
            .GroupBy(v => v.Kind).Select(g => new { Kind = g.Key, Number = g.Max(v => v.Number) }).ToListAsync(cancellationToken);
        var announced = await db.Versions.AsNoTracking().Where(v => v.Channels != "")
            .OrderByDescending(v => v.PublishedAt).ThenByDescending(v => v.Id)
            .Select(v => new { v.Id, v.Kind, v.Number, v.Severity, v.Channels, v.PublishedAt, v.EffectiveAt }).ToListAsync(cancellationToken);
        NoticeView[] standing =
        [
            .. from v in announced
               where inForce.TrueForAll(f => f.Kind != v.Kind || f.Number <= v.Number)
               from place in v.Channels.Split(',').Except(NotShown)
               where query.Placement is null || query.Placement == place
               select new NoticeView(v.Id, v.Kind, v.Number, v.Severity, place, TextOf(v.Kind, v.Number, v.EffectiveAt), v.PublishedAt, v.EffectiveAt),
        ];
        return standing;
    }

    private static string TextOf(DocumentKind kind, int number, DateTime effectiveAt) =>
        $"{DocumentTexts.TitleOf(kind)}: version {number} takes effect on {effectiveAt:yyyy-MM-dd} (UTC).";
}
