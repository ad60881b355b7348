namespace Monolith.GraphQL.Types;

/// <summary>How long a field's list can be, for the cost of an operation: the directive <c>@listSize</c> of the GraphQL cost directives.</summary>
public sealed record ListSize
{
    /// <summary>The size that counts when no slicing argument is given; null: <see cref="Execution.CostOptions.DefaultListSize"/>.</summary>
    public int? AssumedSize { get; init; }

    /// <summary>Arguments whose value, or for a list its length, is the size. The largest counts.</summary>
    public IReadOnlyList<string> SlicingArguments { get; init; } = [];

    /// <summary>Fields of the answer whose lists have that size; empty: the field itself is the list.</summary>
    public IReadOnlyList<string> SizedFields { get; init; } = [];

    /// <summary>Whether an operation must give exactly one of the slicing arguments; otherwise it is refused with code <c>INVALID_PAGE</c>.</summary>
    public bool RequireOneSlicingArgument { get; init; } = true;
}
