namespace Monolith.GraphQL.Relay;

/// <summary>One page of a list (Relay Cursor Connections, section 2).</summary>
public sealed class Connection<T> : ISealable
{
    // Cursors are made for those who ask for them.
    private readonly Func<int, string> cursorAt;
    private readonly bool hasNext;
    private readonly bool hasPrevious;
    private readonly CursorSeal? seal;

    private Connection(IReadOnlyList<T> nodes, bool hasNext, bool hasPrevious, Func<int, string> cursorAt, CursorSeal? seal = null) =>
        (Nodes, this.hasNext, this.hasPrevious, this.cursorAt, this.seal) = (nodes, hasNext, hasPrevious, cursorAt, seal);

    /// <summary>The objects with their cursors, in the order of the list whichever way it is paged.</summary>
    public IReadOnlyList<Edge<T>> Edges => [.. Nodes.Select((node, index) => new Edge<T>(node, cursorAt(index)) { Seal = seal })];

    /// <summary>Whether and where there is more.</summary>
    public PageInfo PageInfo => Nodes.Count == 0
        ? new PageInfo(hasNext, hasPrevious, null, null)
        : new PageInfo(hasNext, hasPrevious, cursorAt(0), cursorAt(Nodes.Count - 1)) { Seal = seal };

    /// <summary>The objects without their cursors.</summary>
    public IReadOnlyList<T> Nodes { get; }

    object ISealable.With(CursorSeal seal) => new Connection<T>(Nodes, hasNext, hasPrevious, cursorAt, seal);

    /// <summary>The same places with other objects.</summary>
    public Connection<TOther> Select<TOther>(Func<T, TOther> selector) => new([.. Nodes.Select(selector)], hasNext, hasPrevious, cursorAt, seal);

    /// <summary>
    /// A page of a slice: up to <see cref="PageArguments.Size"/> + 1 items beyond the cursor, in the direction of paging (backwards: nearest first). The item too
    /// many tells that there is more.
    /// </summary>
    public static Connection<T> FromSlice(IReadOnlyList<T> slice, PageArguments page, Func<T, string> cursorOf)
    {
        var nodes = slice.Take(page.Size).ToArray();
        if (!page.IsForward)
        {
            Array.Reverse(nodes);
        }

        var more = slice.Count > page.Size;
        var beyond = page.IsForward ? page.After is not null : page.Before is not null;
        return new(nodes, page.IsForward ? more : beyond, page.IsForward ? beyond : more, index => cursorOf(nodes[index]));
    }

    /// <summary>A page of a list that is in memory. A cursor of no item means the list's end on that side.</summary>
    public static Connection<T> FromList(IReadOnlyList<T> all, PageArguments page, Func<T, string> cursorOf)
    {
        var start = page.After is null ? 0 : IndexOf(all, page.After, cursorOf) + 1;
        var end = page.Before is null ? all.Count : IndexOf(all, page.Before, cursorOf) is var found and >= 0 ? found : all.Count;
        var size = Math.Min(page.Size, Math.Max(0, end - start));
        var first = page.IsForward ? start : end - size;
        var nodes = all.Skip(first).Take(size).ToArray();
        return new(nodes, first + size < all.Count && all.Count > 0, first > 0, index => cursorOf(nodes[index]));
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
