using System.Text;
using System.Text.Json;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>Input coercion of one JSON value. Recursion is bounded by the depth the JSON was read with.</summary>
internal sealed class JsonCoercion(int maxItems = int.MaxValue)
{
    private readonly List<object> _path = [];

    /// <summary>The rule that was broken.</summary>
    public string? Fault { get; private set; }

    /// <summary>Where, such as <c> at 'items[2].name'</c>; empty for the value itself.</summary>
    public string Place { get; private set; } = "";

    public bool TryCoerce(GraphType type, JsonElement json, out object? value)
    {
        value = null;
        if (type is NonNullType nonNull)
        {
            return json.ValueKind is JsonValueKind.Null ? Fail($"{type} does not take null.") : TryCoerce(nonNull.InnerType, json, out value);
        }

        if (json.ValueKind is JsonValueKind.Null)
        {
            return true;
        }

        switch (type)
        {
            case ScalarType scalar:
                return scalar.TryParseJson(json, out value, out var fault) || Fail(fault);
            case EnumType enumeration:
                return enumeration.TryParseJson(json, out value) || Fail($"It is not the name of a value of {enumeration.Name}.");
            case ListType list:
                return TryList(list, json, out value);
            case InputObjectType input:
                return TryObject(input, json, out value);
            default:
                return Fail($"{type} is not an input type.");
        }
    }

    private bool TryList(ListType type, JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind is not JsonValueKind.Array)
        {
            if (!TryCoerce(type.ItemType, json, out var single))
            {
                return false;
            }

            value = new[] { single };
            return true;
        }

        if (json.GetArrayLength() > maxItems)
        {
            return Fail($"The list is longer than the limit of {maxItems} items.");
        }

        var items = new object?[json.GetArrayLength()];
        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            _path.Add(index);
            if (!TryCoerce(type.ItemType, item, out items[index++]))
            {
                return false;
            }

            _path.RemoveAt(_path.Count - 1);
        }

        value = items;
        return true;
    }

    private bool TryObject(InputObjectType type, JsonElement json, out object? value)
    {
        value = null;
        if (json.ValueKind is not JsonValueKind.Object)
        {
            return Fail($"{type.Name} takes an object.");
        }

        var values = new object?[type.Fields.Count];
        Array.Fill(values, ArgumentValues.Absent);
        var given = 0;
        foreach (var property in json.EnumerateObject())
        {
            var index = type.Fields.IndexOf(property.Name);
            if (index < 0)
            {
                return Fail($"{type.Name} has no field '{Excerpt(property.Name)}'.");
            }

            _path.Add(property.Name);
            if (!TryCoerce(type.Fields[index].Type, property.Value, out values[index]))
            {
                return false;
            }

            if (type.IsOneOf && (++given > 1 || values[index] is null))
            {
                return Fail($"{type.Name} takes exactly one field that is not null.");
            }

            _path.RemoveAt(_path.Count - 1);
        }

        if (type.IsOneOf && given != 1)
        {
            return Fail($"{type.Name} takes exactly one field that is not null.");
        }

        return InputObjects.TryComplete(type, values, out value, out var missing) || Fail(missing!);
    }

    private bool Fail(string fault)
    {
        if (Fault is null)
        {
            Fault = fault;
            var text = new StringBuilder();
            foreach (var step in _path)
            {
                _ = step is int index ? text.Append('[').Append(index).Append(']') : text.Append(text.Length == 0 ? "" : ".").Append(Excerpt((string)step));
            }

            Place = text.Length == 0 ? "" : $" at '{text}'";
        }

        return false;
    }

    private static string Excerpt(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
