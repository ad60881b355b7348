using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>A parsed document: operations, fragments, and type system definitions.</summary>
public sealed class DocumentNode(Location location, ImmutableArray<DefinitionNode> definitions) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Document;

    /// <summary>All definitions in the order written; at least one.</summary>
    public ImmutableArray<DefinitionNode> Definitions { get; } = definitions;
}

/// <summary>Something that stands at the top level of a document.</summary>
public abstract class DefinitionNode(Location location) : SyntaxNode(location);
