using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>String and ID (specification, sections 3.5.3 and 3.5.5).</summary>
internal sealed class StringScalar(string name, bool takesIntegers) : ScalarType(name)
{
    private string Rule => takesIntegers ? "ID takes strings and whole numbers." : "String takes strings.";

    public override bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = literal switch { StringValueNode text => text.Value, IntValueNode number when takesIntegers => number.Value, _ => null };
        fault = value is null ? Rule : null;
        return value is not null;
    }

    public override bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString(),
            JsonValueKind.Number when takesIntegers && json.TryGetInt64(out var number) => number.ToString(CultureInfo.InvariantCulture),
            JsonValueKind.Number when takesIntegers && json.TryGetDouble(out var real) && real == Math.Truncate(real) && Math.Abs(real) < 1e21 =>
                real.ToString("F0", CultureInfo.InvariantCulture),
            _ => null,
        };
        fault = value is null ? Rule : null;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer)
    {
        switch (value)
        {
            case string text:
                writer.WriteString(text);
                return true;
            case Guid id:
                writer.WriteAscii(id);
                return true;
            case int or long or short or byte or uint or ulong or ushort or sbyte:
                writer.WriteString(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                return true;
            case double real when takesIntegers && real == Math.Truncate(real) && Math.Abs(real) < 1e21:
                writer.WriteString(real.ToString("F0", CultureInfo.InvariantCulture));
                return true;
            case double or float or decimal or char or Uri when !takesIntegers:
                writer.WriteString(Convert.ToString(value, CultureInfo.InvariantCulture));
                return true;
            case bool flag when !takesIntegers:
                writer.WriteString(flag ? "true" : "false");
                return true;
            default:
                return false;
        }
    }
}

/// <summary>A scalar that is a string in a form of its own.</summary>
internal sealed class FormattedScalar(string name, string rule, Func<string, object?> parse, Func<object, string?> print) : ScalarType(name)
{
    public override bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = literal is StringValueNode text ? parse(text.Value) : null;
        fault = value is null ? rule : null;
        return value is not null;
    }

    public override bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = json.ValueKind is JsonValueKind.String ? parse(json.GetString()!) : null;
        fault = value is null ? rule : null;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer)
    {
        if (print(value) is not { } text)
        {
            return false;
        }

        writer.WriteString(text);
        return true;
    }
}
