using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of an input object.</summary>
public sealed class InputObjectTypeDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<InputValueDefinitionNode> fields)
    : TypeDefinitionNode(location, description, name, directives), IInputObjectTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeDefinition;

    /// <summary>The fields in the order written.</summary>
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}

/// <summary>Additions to an input object.</summary>
public sealed class InputObjectTypeExtensionNode(
    Location location,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<InputValueDefinitionNode> fields)
    : TypeExtensionNode(location, name, directives), IInputObjectTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InputObjectTypeExtension;

    /// <summary>The fields in the order written.</summary>
    public ImmutableArray<InputValueDefinitionNode> Fields { get; } = fields;
}
