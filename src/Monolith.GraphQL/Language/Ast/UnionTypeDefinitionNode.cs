using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of an union.</summary>
public sealed class UnionTypeDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> types)
    : TypeDefinitionNode(location, description, name, directives), IUnionTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.UnionTypeDefinition;

    /// <summary>The member types.</summary>
    public ImmutableArray<NamedTypeNode> Types { get; } = types;
}

/// <summary>Additions to an union.</summary>
public sealed class UnionTypeExtensionNode(
    Location location,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> types)
    : TypeExtensionNode(location, name, directives), IUnionTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.UnionTypeExtension;

    /// <summary>The member types.</summary>
    public ImmutableArray<NamedTypeNode> Types { get; } = types;
}
