using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of an object type.</summary>
public sealed class ObjectTypeDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> interfaces,
    ImmutableArray<FieldDefinitionNode> fields)
    : TypeDefinitionNode(location, description, name, directives), IComplexTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectTypeDefinition;

    /// <summary>The interfaces that the type says it implements.</summary>
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>The fields in the order written.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}

/// <summary>Additions to an object type.</summary>
public sealed class ObjectTypeExtensionNode(
    Location location,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<NamedTypeNode> interfaces,
    ImmutableArray<FieldDefinitionNode> fields)
    : TypeExtensionNode(location, name, directives), IComplexTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectTypeExtension;

    /// <summary>The interfaces that the type says it implements.</summary>
    public ImmutableArray<NamedTypeNode> Interfaces { get; } = interfaces;

    /// <summary>The fields in the order written.</summary>
    public ImmutableArray<FieldDefinitionNode> Fields { get; } = fields;
}
