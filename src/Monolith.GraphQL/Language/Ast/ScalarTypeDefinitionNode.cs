using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of a scalar.</summary>
public sealed class ScalarTypeDefinitionNode(Location location, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives)
    : TypeDefinitionNode(location, description, name, directives)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeDefinition;
}

/// <summary>Additions to a scalar.</summary>
public sealed class ScalarTypeExtensionNode(Location location, NameNode name, ImmutableArray<DirectiveNode> directives)
    : TypeExtensionNode(location, name, directives)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ScalarTypeExtension;
}
