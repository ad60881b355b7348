namespace Monolith.BuildingBlocks.Messaging;

/// <summary>Makes a command a field of the graph's <c>Mutation</c> type. The record is the input, its summary the description.</summary>
/// <param name="name">The field's name; the record's name in camelCase when absent.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationAttribute(string? name = null) : Attribute
{
    /// <summary>The field's name, or null for the record's own.</summary>
    public string? Name { get; } = name;

    /// <summary>The payload's field for the view; the view's name without <c>View</c> in camelCase when absent.</summary>
    public string? Payload { get; init; }
}

/// <summary>Makes a query a field of the graph's <c>Query</c> type. The record's properties are the arguments.</summary>
/// <param name="name">The field's name; the record's name in camelCase when absent.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryAttribute(string? name = null) : Attribute
{
    /// <summary>The field's name, or null for the record's own.</summary>
    public string? Name { get; } = name;
}

/// <summary>The message does a part of what a field of the graph does: a program whose key may call the field may send it (R54).</summary>
/// <param name="field">The field.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PartOfAttribute(string field) : Attribute
{
    /// <summary>The field.</summary>
    public string Field { get; } = field;
}

/// <summary>
/// Makes a query also a field of the graph's <c>Subscription</c> type: the caller is told, in the shape of the query's answer, whenever a module announces
/// such a query to them. Each time the query goes through the whole pipeline again.
/// </summary>
/// <param name="name">The field's name: what happened.</param>
/// <param name="description">What the field tells, in Markdown.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionAttribute(string name, string description) : Attribute
{
    /// <summary>The field's name.</summary>
    public string Name { get; } = name;

    /// <summary>What the field tells.</summary>
    public string Description { get; } = description;
}

/// <summary>
/// A retried command has one effect (R20): with an idempotency key, the answer of the first run is stored, sealed, in the transaction
/// of the effect and given again for 24 hours or more.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IdempotentAttribute : Attribute;

/// <summary>The operation exists only on a host started with <c>--testing</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestingOnlyAttribute : Attribute;
