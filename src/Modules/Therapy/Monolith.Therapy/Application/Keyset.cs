using Monolith.BuildingBlocks.Persistence;
using Monolith.GraphQL.Relay;

namespace Monolith.Therapy.Application;

/// <summary>Pages by id, which is the order of creation.</summary>
internal static class Keyset
{
    private const int UsualSize = 20;

    /// <summary>The paging arguments, 20 from the front when none is given.</summary>
    public static PageArguments Page(int? first, string? after, int? last, string? before) => PageArguments.Of(first ?? (last is null ? UsualSize : null), after, last, before);

    /// <summary>The cursor of a row.</summary>
    public static string CursorOf(Guid id) => IdCursor.Encode(id);

    /// <summary>The row that the page begins beyond, or null; a cursor of another kind is the lowest.</summary>
    public static Guid? FromOf(PageArguments page) => page.From is null ? null : Guid.TryParse(Cursor.Require(page.From, 1)[0], out var id) ? id : Guid.Empty;

    /// <summary>The rows of the page and one more, in the direction of paging.</summary>
    public static IQueryable<T> Slice<T>(IQueryable<T> rows, PageArguments page)
        where T : Entity
    {
        var from = FromOf(page);
        return (page.IsForward
            ? (from is { } after ? rows.Where(r => r.Id.CompareTo(after) > 0) : rows).OrderBy(r => r.Id)
            : (from is { } before ? rows.Where(r => r.Id.CompareTo(before) < 0) : rows).OrderByDescending(r => r.Id)).Take(page.Size + 1);
    }
}
