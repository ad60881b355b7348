using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>Something a result promises for later. It counts only when its place in the result is not null in the end.</summary>
internal abstract class LaterPart(ResponsePath place)
{
    /// <summary>The object, or the list.</summary>
    public ResponsePath Place => place;
}

/// <summary>An object with deferred fragments.</summary>
internal sealed class LaterFields(DeferPlan plan, object source, ResponsePath place) : LaterPart(place)
{
    public DeferPlan Plan => plan;

    public object Source => source;
}

/// <summary>A list whose other items come later.</summary>
internal sealed class LaterItems(ObjectType parent, FieldPlan plan, GraphType itemType, ItemSource items, int index, ResponsePath place) : LaterPart(place)
{
    public ObjectType Parent => parent;

    public FieldPlan Plan => plan;

    public GraphType ItemType => itemType;

    public ItemSource Items => items;

    /// <summary>The index of the next item.</summary>
    public int Index { get; set; } = index;

    /// <summary>The name of the stream in the response; null until it is told.</summary>
    public int? Id { get; set; }
}
