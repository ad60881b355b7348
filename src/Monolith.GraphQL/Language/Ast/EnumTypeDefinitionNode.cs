using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of an enum.</summary>
public sealed class EnumTypeDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<EnumValueDefinitionNode> values)
    : TypeDefinitionNode(location, description, name, directives), IEnumTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumTypeDefinition;

    /// <summary>The enum's values.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}

/// <summary>Additions to an enum.</summary>
public sealed class EnumTypeExtensionNode(
    Location location,
    NameNode name,
    ImmutableArray<DirectiveNode> directives,
    ImmutableArray<EnumValueDefinitionNode> values)
    : TypeExtensionNode(location, name, directives), IEnumTypeSyntax
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumTypeExtension;

    /// <summary>The enum's values.</summary>
    public ImmutableArray<EnumValueDefinitionNode> Values { get; } = values;
}
