using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Relay;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Verified therapists (CA-2.14), by how long they are here; 20 unless <c>first</c> or <c>last</c> says otherwise, 100 at most.</summary>
/// <param name="Filter">Conditions; all that are given must hold.</param>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, AllowAnyone]
internal sealed record Therapists(TherapistFilter? Filter = null, int? First = null, string? After = null, int? Last = null, string? Before = null)
    : IQuery<Connection<TherapistView>>;

/// <summary>Conditions on therapists.</summary>
/// <param name="Specialisation">Has this specialisation (CA-2.15).</param>
/// <param name="Approach">Works in this way (CA-2.17).</param>
/// <param name="Language">Speaks this language.</param>
/// <param name="Gender">Has made this gender public.</param>
/// <param name="AvailableFrom">Offers a time that begins at or after this instant; now when only the end is given.</param>
/// <param name="AvailableUntil">…and before this one, at most 62 days later; 14 days later when only the begin is given.</param>
internal sealed record TherapistFilter(
    string? Specialisation = null, string? Approach = null, string? Language = null, TherapistGender? Gender = null,
    DateTime? AvailableFrom = null, DateTime? AvailableUntil = null);

internal sealed class TherapistsHandler(IDbContextFactory<MatchingDbContext> contexts, TherapistRows rows, IVault vault, MatchingPolicy policy, TimeProvider clock)
    : IQueryHandler<Therapists, Connection<TherapistView>>
{
    private static readonly TherapistFilter Unfiltered = new();
    private const int UsualSize = 20;
    private const int MostDays = 62;
    private const int BatchSize = 100;
    private const int MostBatches = 20;

    public async Task<Result<Connection<TherapistView>>> Handle(Therapists query, CancellationToken cancellationToken)
    {
        var page = PageArguments.Of(query.First ?? (query.Last is null ? UsualSize : null), query.After, query.Last, query.Before);
        var filter = query.Filter ?? Unfiltered;
        (DateTime From, DateTime Until)? window = null;
        if (filter.AvailableFrom is not null || filter.AvailableUntil is not null)
        {
            var from = filter.AvailableFrom ?? clock.GetUtcNow().UtcDateTime;
            window = (from, filter.AvailableUntil ?? from.AddDays(MatchRanking.WithinDays));
            if (window.Value.Until <= from || window.Value.Until - from > TimeSpan.FromDays(MostDays))
            {
                return new FieldRequired("filter.availableUntil", $"After availableFrom, by {MostDays} days at most.");
            }
        }

        var slice = filter == Unfiltered && page is { IsForward: true, Before: null }
            ? await rows.ShownAfterAsync(CursorOf(page.From) ?? Guid.Empty, page.Size + 1, cancellationToken)
            : await FilteredAsync(filter, page, window, cancellationToken);
        await vault.WarmAsync(slice.Select(t => t.Id), cancellationToken);
        List<TherapistView> views = new(slice.Count);
        foreach (var therapist in slice)
        {
            views.Add(await TherapistView.PublicAsync(therapist, vault, policy, cancellationToken));
        }

        return Connection<TherapistView>.FromSlice(views, page, static view => IdCursor.Encode(view.Id));
    }

    private async Task<List<PublicTherapist>> FilteredAsync(
        TherapistFilter filter, PageArguments page, (DateTime From, DateTime Until)? window, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var therapists = UpTo(Matching(db, filter), page);
        return window is { } asked
            ? await AvailableAsync(db, therapists, page, asked.From, asked.Until, cancellationToken)
            : await Beyond(therapists, page, CursorOf(page.From)).Select(PublicTherapist.Columns).Take(page.Size + 1).ToListAsync(cancellationToken);
    }

    private static Guid? CursorOf(string? cursor) => cursor is null ? null : Guid.TryParse(Cursor.Require(cursor, 1)[0], out var id) ? id : Guid.Empty;

    private static IQueryable<Therapist> Beyond(IQueryable<Therapist> therapists, PageArguments page, Guid? from) => page.IsForward
        ? (from is { } after ? therapists.Where(t => t.Id.CompareTo(after) > 0) : therapists).OrderBy(t => t.Id)
        : (from is { } before ? therapists.Where(t => t.Id.CompareTo(before) < 0) : therapists).OrderByDescending(t => t.Id);

    // The end of the window that the page does not start from.
    private static IQueryable<Therapist> UpTo(IQueryable<Therapist> therapists, PageArguments page) =>
        CursorOf(page.IsForward ? page.Before : page.After) is not { } end ? therapists
        : page.IsForward ? therapists.Where(t => t.Id.CompareTo(end) < 0) : therapists.Where(t => t.Id.CompareTo(end) > 0);

    private static IQueryable<Therapist> Matching(MatchingDbContext db, TherapistFilter filter)
    {
        var therapists = db.Therapists.AsNoTracking().WithShown();
        if (filter.Specialisation is { } specialisation)
        {
            var tag = Tag.Parse(specialisation);
            therapists = therapists.Where(t => t.Specialisations.Any(s => s.Specialisation!.Name == tag));
        }

        if (filter.Approach is { } approach)
        {
            var tag = Tag.Parse(approach) ?? "";
            therapists = therapists.Where(t => t.Approaches.Contains(tag));
        }

        if (filter.Language is { } language)
        {
            var tag = Tag.Parse(language) ?? "";
            therapists = therapists.Where(t => t.Languages.Contains(tag));
        }

        return filter.Gender is { } gender ? therapists.Where(t => t.PublicGender == gender) : therapists;
    }

    // Openings are rules in local time, which no database can compare with instants; so pages are filled batch by batch.
    private static async Task<List<PublicTherapist>> AvailableAsync(
        MatchingDbContext db, IQueryable<Therapist> therapists, PageArguments page, DateTime fromAt, DateTime untilAt, CancellationToken cancellationToken)
    {
        List<PublicTherapist> found = [];
        var from = CursorOf(page.From);
        for (var batches = 0; batches < MostBatches && found.Count <= page.Size; batches++)
        {
            var batch = await Beyond(therapists, page, from).Select(PublicTherapist.Columns).Take(BatchSize).ToListAsync(cancellationToken);
            var ids = batch.ConvertAll(t => t.Id);
            var times = await db.Availabilities.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancellationToken);
            found.AddRange(batch.Where(t => times.TryGetValue(t.Id, out var availability) && availability.OpeningsBetween(fromAt, untilAt).Count > 0));
            if (batch.Count < BatchSize)
            {
                break;
            }

            from = ids[^1];
        }

        return [.. found.Take(page.Size + 1)];
    }
}
