using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of a directive.</summary>
public sealed class DirectiveDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    ImmutableArray<InputValueDefinitionNode> arguments,
    bool isRepeatable,
    ImmutableArray<NameNode> locations)
    : DefinitionNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.DirectiveDefinition;

    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name without the at sign.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The declared arguments.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>Whether the directive may be used more than once at one place.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>The directive locations by name.</summary>
    public ImmutableArray<NameNode> Locations { get; } = locations;
}
