using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>A query, mutation or subscription.</summary>
public sealed class OperationDefinitionNode(
    Location location,
    StringValueNode? description,
    OperationType operation,
    NameNode? name,
    ImmutableArray<VariableDefinitionNode> variableDefinitions,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode selectionSet)
    : DefinitionNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.OperationDefinition;

    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>Query, mutation or subscription.</summary>
    public OperationType Operation { get; } = operation;

    /// <summary>The operation's name, or null when anonymous.</summary>
    public NameNode? Name { get; } = name;

    /// <summary>The declared variables.</summary>
    public ImmutableArray<VariableDefinitionNode> VariableDefinitions { get; } = variableDefinitions;

    /// <summary>The directives in the order written; order matters.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;

    /// <summary>The selected fields and fragments.</summary>
    public SelectionSetNode SelectionSet { get; } = selectionSet;
}

/// <summary>The declaration of a variable.</summary>
public sealed class VariableDefinitionNode(
    Location location,
    StringValueNode? description,
    VariableNode variable,
    TypeNode type,
    ValueNode? defaultValue,
    ImmutableArray<DirectiveNode> directives)
    : SyntaxNode(location), IHasDirectives
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.VariableDefinition;

    /// <summary>The description, or null.</summary>
    public StringValueNode? Description { get; } = description;

    /// <summary>The variable that is declared.</summary>
    public VariableNode Variable { get; } = variable;

    /// <summary>The type reference.</summary>
    public TypeNode Type { get; } = type;

    /// <summary>The default, a constant, or null.</summary>
    public ValueNode? DefaultValue { get; } = defaultValue;

    /// <summary>The directives in the order written; order matters.</summary>
    public ImmutableArray<DirectiveNode> Directives { get; } = directives;
}
