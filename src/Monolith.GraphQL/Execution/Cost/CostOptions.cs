namespace Monolith.GraphQL.Execution;

/// <summary>When an answer tells what it cost.</summary>
public enum CostReport
{
    /// <summary>Only in the refusal.</summary>
    Never,

    /// <summary>When the request has the header <c>GraphQL-Cost: report</c>.</summary>
    WhenAsked,

    /// <summary>Always, for about 70 bytes more an answer.</summary>
    Always,
}

/// <summary>
/// How much one operation may cost. The cost is known before the first resolver runs: a field costs its weight, the weights of its weighted arguments, and for
/// each object that its list can have the weight of the type and the cost of what is selected of it. Introspection costs nothing.
/// </summary>
public sealed record CostOptions
{
    /// <summary>The most one operation may cost; code COST_EXCEEDED. <see cref="int.MaxValue"/>: not limited, and counted only where somebody asks.</summary>
    public int MaxCost { get; init; } = 2000;

    /// <summary>The length of a list that nothing is said about.</summary>
    public int DefaultListSize { get; init; } = 10;

    /// <summary>The weight of a field whose resolver may wait. Fields that need no waiting weigh nothing.</summary>
    public int ResolverWeight { get; init; } = 1;

    /// <summary>The weight of a field of the mutation root.</summary>
    public int MutationWeight { get; init; } = 10;

    /// <summary>The weight of an object, interface or union type. Scalars and enums weigh nothing.</summary>
    public int ObjectWeight { get; init; } = 1;

    /// <summary>When answers carry <c>extensions.cost</c>.</summary>
    public CostReport Report { get; init; } = CostReport.WhenAsked;
}
