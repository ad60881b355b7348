using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>A selected field.</summary>
public sealed class FieldNode(
    Location location,
    NameNode? alias,
    NameNode name,
    ImmutableArray<ArgumentNode> arguments,
    ImmutableArray<DirectiveNode> directives,
    SelectionSetNode? selectionSet)
    : SelectionNode(location, directives)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Field;

    /// <summary>The response name when it differs from the field's name.</summary>
    public NameNode? Alias { get; } = alias;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The key of the field in the response: the alias, or else the name.</summary>
    public string ResponseName => (Alias ?? Name).Value;

    /// <summary>The arguments in the order written.</summary>
    public ImmutableArray<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>The selected sub-fields, or null.</summary>
    public SelectionSetNode? SelectionSet { get; } = selectionSet;
}

/// <summary>An argument of a field or directive.</summary>
public sealed class ArgumentNode(Location location, NameNode name, ValueNode value) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Argument;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The value.</summary>
    public ValueNode Value { get; } = value;
}
