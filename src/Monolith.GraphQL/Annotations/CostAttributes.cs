using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Annotations;

/// <summary>
/// What one use adds to the cost of an operation: on a property or method one call of the field, on a type one object of it, on a parameter the argument when
/// it is given.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Parameter)]
public sealed class CostAttribute(int weight) : Attribute
{
    /// <summary>The cost without that of children.</summary>
    public int Weight { get; } = weight;
}

/// <summary>How long the list of a property or method can be, for the cost of an operation; see <see cref="ListSize"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class ListSizeAttribute : Attribute
{
    /// <summary>The size that counts when no slicing argument is given; 0: not said.</summary>
    public int AssumedSize { get; init; }

    /// <summary>Arguments whose value, or for a list its length, is the size.</summary>
    public string[] SlicingArguments { get; init; } = [];

    /// <summary>Fields of the answer whose lists have that size; empty: the field itself is the list.</summary>
    public string[] SizedFields { get; init; } = [];

    /// <summary>Whether exactly one of the slicing arguments must be given.</summary>
    public bool RequireOneSlicingArgument { get; init; } = true;

    internal ListSize ToListSize() => new()
    {
        AssumedSize = AssumedSize > 0 ? AssumedSize : null,
        SlicingArguments = SlicingArguments,
        SizedFields = SizedFields,
        RequireOneSlicingArgument = RequireOneSlicingArgument && SlicingArguments.Length > 0,
    };
}
