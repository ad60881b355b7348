using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>A set of selections in braces.</summary>
public sealed class SelectionSetNode(Location location, ImmutableArray<SelectionNode> selections) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.SelectionSet;

    /// <summary>At least one selection, in the order written.</summary>
    public ImmutableArray<SelectionNode> Selections { get; } = selections;
}

/// <summary>A field, a fragment spread or an inline fragment.</summary>
public abstract class SelectionNode(Location location, ImmutableArray<DirectiveNode> directives) : SyntaxNode(location), IHasDirectives
{
    /// <summary>The directives in the order written; order matters.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
