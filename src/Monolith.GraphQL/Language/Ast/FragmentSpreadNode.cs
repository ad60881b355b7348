using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The use of a named fragment.</summary>
public sealed class FragmentSpreadNode(Location location, NameNode name, ImmutableArray<DirectiveNode> directives)
    : SelectionNode(location, directives)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FragmentSpread;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;
}
