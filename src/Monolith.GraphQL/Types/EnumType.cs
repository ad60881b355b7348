using System.Text.Json;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>A value of an enum type: its name in the schema and what stands for it in code.</summary>
/// <param name="name">The name, by convention in capitals.</param>
/// <param name="value">What resolvers return and get; null: the name.</param>
public sealed class EnumValue(string name, object? value = null) : IDeprecable
{
    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>What resolvers return and get for the name.</summary>
    public object Value { get; } = value ?? name;

    /// <summary>What the value means, in Markdown, or null.</summary>
    public string? Description { get; set; }

    /// <inheritdoc/>
    public string? DeprecationReason { get; set; }
}

/// <summary>An enum type (specification, section 3.9).</summary>
public sealed class EnumType(string name) : NamedType(name)
{
    private readonly Dictionary<object, EnumValue> _byValue = [];

    /// <inheritdoc/>
    public override TypeKind Kind => TypeKind.Enum;

    /// <summary>The values in the order declared.</summary>
    public MemberCollection<EnumValue> Values { get; } = [];

    /// <summary>The value that stands for a CLR value, or null. A text is also taken as a value's name.</summary>
    public EnumValue? FindByValue(object value) =>
        _byValue.GetValueOrDefault(value) ?? (value is string name ? Values.Find(name) : value is Enum && ClrType is null ? ByClrName(value) : null);

    /// <summary>Input coercion of a literal: only an enum name will do (section 3.9).</summary>
    public bool TryParseLiteral(ValueNode literal, out object? value)
    {
        value = literal is EnumValueNode node ? Values.Find(node.Value)?.Value : null;
        return value is not null;
    }

    /// <summary>Input coercion of a JSON value: only a string with an enum name will do.</summary>
    public bool TryParseJson(JsonElement json, out object? value)
    {
        value = json.ValueKind is JsonValueKind.String ? Values.Find(json.GetString()!)?.Value : null;
        return value is not null;
    }

    internal override void Resolve(TypeResolution resolution)
    {
        foreach (var value in Values)
        {
            _byValue.TryAdd(value.Value, value);
        }
    }

    internal override void Freeze()
    {
        base.Freeze();
        Values.Freeze();
    }

    private EnumValue? ByClrName(object value) => Values.Find(NameRules.UpperSnake(value.ToString()!));
}
