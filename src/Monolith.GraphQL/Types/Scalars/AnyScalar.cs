using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>
/// A scalar of any JSON value, and the stand-in for scalars that only SDL declares. Resolvers get null, bool, long, double, string, <c>object?[]</c> or a dictionary.
/// </summary>
public sealed class AnyScalar(string name) : ScalarType(name)
{
    private const int MaxDepth = 64;

    /// <inheritdoc/>
    public override bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = FromLiteral(literal, static _ => null);
        fault = null;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = FromJson(json);
        fault = null;
        return true;
    }

    /// <inheritdoc/>
    public override bool TryWrite(object value, ResultWriter writer)
    {
        var mark = writer.Here();
        var written = Write(value, writer, 0);
        if (!written)
        {
            writer.Rewind(mark);
        }

        return written;
    }

    /// <summary>A literal as CLR value, with the variables inside it taken from a function.</summary>
    internal static object? FromLiteral(ValueNode literal, Func<string, object?> variable) => literal switch
    {
        IntValueNode number => long.TryParse(number.Value, CultureInfo.InvariantCulture, out var whole) ? whole : double.Parse(number.Value, CultureInfo.InvariantCulture),
        FloatValueNode number => double.Parse(number.Value, CultureInfo.InvariantCulture),
        StringValueNode text => text.Value,
        BooleanValueNode flag => flag.Value,
        EnumValueNode text => text.Value,
        ListValueNode list => list.Items.Select(item => FromLiteral(item, variable)).ToArray(),
        ObjectValueNode fields => Entries(fields.Fields.Select(f => (f.Name.Value, FromLiteral(f.Value, variable)))),
        VariableNode use => variable(use.Name.Value),
        _ => null,
    };

    internal static object? FromJson(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.Array => json.EnumerateArray().Select(FromJson).ToArray(),
        JsonValueKind.Object => Entries(json.EnumerateObject().Select(p => (p.Name, FromJson(p.Value)))),
        _ => null,
    };

    private static Dictionary<string, object?> Entries(IEnumerable<(string Key, object? Value)> entries)
    {
        var all = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            all[key] = value;
        }

        return all;
    }

    private static bool Write(object? value, ResultWriter writer, int depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNull();
                return true;
            case JsonElement json:
                return Write(FromJson(json), writer, depth);
            case IDictionary entries when depth < MaxDepth:
                return WriteEntries(entries, writer, depth);
            case IEnumerable items when value is not string && depth < MaxDepth:
                return WriteItems(items, writer, depth);
            case bool flag:
                writer.WriteBoolean(flag);
                return true;
            case double or float:
                return Scalars.Float.TryWrite(value, writer);
            case decimal exact:
                writer.WriteNumber(exact);
                return true;
            case DateTime or DateTimeOffset:
                return Scalars.DateTime.TryWrite(value, writer);
            default:
                return Scalars.Long.TryWrite(value is string ? new object() : value, writer) || Scalars.String.TryWrite(value, writer);
        }
    }

    private static bool WriteEntries(IDictionary entries, ResultWriter writer, int depth)
    {
        writer.StartObject();
        foreach (DictionaryEntry entry in entries)
        {
            writer.PropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!);
            if (!Write(entry.Value, writer, depth + 1))
            {
                return false;
            }
        }

        writer.EndObject();
        return true;
    }

    private static bool WriteItems(IEnumerable items, ResultWriter writer, int depth)
    {
        writer.StartArray();
        foreach (var item in items)
        {
            if (!Write(item, writer, depth + 1))
            {
                return false;
            }
        }

        writer.EndArray();
        return true;
    }
}
