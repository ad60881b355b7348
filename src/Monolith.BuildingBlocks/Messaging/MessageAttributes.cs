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

/// <summary>
/// A retried command has one effect (R20): with an idempotency key, the answer of the first run is stored, sealed, in the transaction
/// of the effect and given again for 24 hours or more.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IdempotentAttribute : Attribute;

/// <summary>The operation exists only on a host started with <c>--testing</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TestingOnlyAttribute : Attribute;
