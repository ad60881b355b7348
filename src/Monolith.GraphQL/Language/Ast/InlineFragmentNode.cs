using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>A fragment written in place.</summary>
public sealed class InlineFragmentNode(
    Location location,
    NamedTypeNode? typeCondition,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet)
    : SelectionNode(location, directives)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InlineFragment;

    /// <summary>The type that the fragment applies to, or null for the enclosing type.</summary>
    public NamedTypeNode? TypeCondition { get; } = typeCondition;

    /// <summary>The selected fields and fragments.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}
