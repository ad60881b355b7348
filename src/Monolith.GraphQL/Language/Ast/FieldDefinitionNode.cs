using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>The definition of an output field.</summary>
public sealed class FieldDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    ImmutableArray<InputValueDefinitionNode> arguments,
    TypeNode type,
    ImmutableArray<DirectiveNode> directives)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FieldDefinition;

    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The declared arguments.</summary>
    public ImmutableArray<InputValueDefinitionNode> Arguments { get; } = arguments;

    /// <summary>The type reference.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The directives in the order written; order matters.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary>The definition of an argument or input field.</summary>
public sealed class InputValueDefinitionNode(
    Location location,
    StringValueNode? description,
    NameNode name,
    TypeNode type,
    ValueNode? defaultValue,
    ImmutableArray<DirectiveNode> directives)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.InputValueDefinition;

    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The type reference.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The default, a constant, or null.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>The directives in the order written; order matters.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}

/// <summary>The definition of an enum value.</summary>
public sealed class EnumValueDefinitionNode(Location location, StringValueNode? description, NameNode name, ImmutableArray<DirectiveNode> directives)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumValueDefinition;

    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The directives in the order written; order matters.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
