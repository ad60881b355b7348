namespace Monolith.GraphQL.Relay;

/// <summary>One page of a list (Relay Cursor Connections, section 2).</summary>
/// <param name="Edges">The objects with their cursors, in the order of the list whichever way it is paged.</param>
/// <param name="PageInfo">Whether and where there is more.</param>
public sealed record Connection<T>(IReadOnlyList<Edge<T>> Edges, PageInfo PageInfo) : ISealable
{
    object ISealable.With(CursorSeal seal) => new Connection<T>([.. Edges.Select(edge => edge with { Seal = seal })], PageInfo with { Seal = seal });

    /// <summary>The objects without their cursors.</summary>
    public IReadOnlyList<T> Nodes => [.. Edges.Select(edge => edge.Node)];

    /// <summary>
    /// A page of a slice: up to <see cref="PageArguments.Size"/> + 1 items beyond the cursor, in the direction of paging (backwards: nearest first). The item too
    /// many tells that there is more.
    /// </summary>
    public static Connection<T> FromSlice(IReadOnlyList<T> slice, PageArguments page, Func<T, string> cursorOf)
    {
        var more = slice.Count > page.Size;
        var items = slice.Take(page.Size);
        var edges = (page.IsForward ? items : items.Reverse()).Select(item => new Edge<T>(item, cursorOf(item))).ToArray();
        var beyond = page.IsForward ? page.After is not null : page.Before is not null;
        var (next, previous) = page.IsForward ? (more, beyond) : (beyond, more);
        return new Connection<T>(edges, new PageInfo(next, previous, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor));
    }

    /// <summary>A page of a list that is in memory. A cursor of no item means the list's end on that side.</summary>
    public static Connection<T> FromList(IReadOnlyList<T> all, PageArguments page, Func<T, string> cursorOf)
    {
        var start = page.After is null ? 0 : IndexOf(all, page.After, cursorOf) + 1;
        var end = page.Before is null ? all.Count : IndexOf(all, page.Before, cursorOf) is var found and >= 0 ? found : all.Count;
        var size = Math.Min(page.Size, Math.Max(0, end - start));
        var first = page.IsForward ? start : end - size;
        var edges = all.Skip(first).Take(size).Select(item => new Edge<T>(item, cursorOf(item))).ToArray();
        var info = new PageInfo(first + size < all.Count && all.Count > 0, first > 0, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor);
        return new Connection<T>(edges, info);
    }

    private static int IndexOf(IReadOnlyList<T> all, string cursor, Func<T, string> cursorOf)
    {
        for (var i = 0; i < all.Count; i++)
        {
            if (cursorOf(all[i]) == cursor)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>An object of a page and its place in the list.</summary>
/// <param name="Node">The object.</param>
/// <param name="Cursor">Its place; opaque, and the same whatever the page size.</param>
public sealed record Edge<T>(T Node, string Cursor)
{
    /// <summary>Its place; opaque, and the same whatever the page size.</summary>
    public string Cursor { get => Seal is null ? field : Seal.Seal(field); init; } = Cursor;

    internal CursorSeal? Seal { get; init; }
}

/// <summary>Whether and where there is more of a list.</summary>
/// <param name="HasNextPage">Whether there are objects after this page.</param>
/// <param name="HasPreviousPage">Whether there are objects before this page.</param>
/// <param name="StartCursor">The cursor of the first object, or null when the page is empty.</param>
/// <param name="EndCursor">The cursor of the last object, or null when the page is empty.</param>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor)
{
    /// <summary>The cursor of the first object, or null when the page is empty.</summary>
    public string? StartCursor { get => Seal is null || field is null ? field : Seal.Seal(field); init; } = StartCursor;

    /// <summary>The cursor of the last object, or null when the page is empty.</summary>
    public string? EndCursor { get => Seal is null || field is null ? field : Seal.Seal(field); init; } = EndCursor;

    internal CursorSeal? Seal { get; init; }
}
