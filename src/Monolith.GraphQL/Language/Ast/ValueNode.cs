using System.Collections.Immutable;

namespace Monolith.GraphQL.Language;

/// <summary>An input value: a literal or a variable.</summary>
public abstract class ValueNode(Location location) : SyntaxNode(location);

/// <summary>The use of a variable.</summary>
public sealed class VariableNode(Location location, NameNode name) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.Variable;

    /// <summary>The name without the dollar sign.</summary>
    public NameNode Name { get; } = name;
}

/// <summary>An integer of any size, kept as written.</summary>
public sealed class IntValueNode(Location location, string value) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.IntValue;

    /// <summary>The digits as written, with the sign.</summary>
    public string Value { get; } = value;
}

/// <summary>A decimal number, kept as written.</summary>
public sealed class FloatValueNode(Location location, string value) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.FloatValue;

    /// <summary>The number as written.</summary>
    public string Value { get; } = value;
}

/// <summary>A string or block string.</summary>
public sealed class StringValueNode(Location location, string value, bool block) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.StringValue;

    /// <summary>The text after escapes and block indentation are resolved.</summary>
    public string Value { get; } = value;

    /// <summary>Whether the literal was a block string.</summary>
    public bool Block { get; } = block;
}

/// <summary>True or false.</summary>
public sealed class BooleanValueNode(Location location, bool value) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.BooleanValue;

    /// <summary>True or false.</summary>
    public bool Value { get; } = value;
}

/// <summary>The literal null.</summary>
public sealed class NullValueNode(Location location) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.NullValue;
}

/// <summary>An enum value.</summary>
public sealed class EnumValueNode(Location location, string value) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.EnumValue;

    /// <summary>The name of the enum value.</summary>
    public string Value { get; } = value;
}

/// <summary>A list of values.</summary>
public sealed class ListValueNode(Location location, ImmutableArray<ValueNode> items) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ListValue;

    /// <summary>The items in the order written.</summary>
    public ImmutableArray<ValueNode> Items { get; } = items;
}

/// <summary>An input object.</summary>
public sealed class ObjectValueNode(Location location, ImmutableArray<ObjectFieldNode> fields) : ValueNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectValue;

    /// <summary>The fields in the order written.</summary>
    public ImmutableArray<ObjectFieldNode> Fields { get; } = fields;
}

/// <summary>A field of an input object.</summary>
public sealed class ObjectFieldNode(Location location, NameNode name, ValueNode value) : SyntaxNode(location)
{
    /// <inheritdoc/>
    public override SyntaxKind Kind => SyntaxKind.ObjectField;

    /// <summary>The name as written.</summary>
    public NameNode Name { get; } = name;

    /// <summary>The value.</summary>
    public ValueNode Value { get; } = value;
}
