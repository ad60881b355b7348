using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Types;

/// <summary>Whole numbers: Int of 32 bits (specification, section 3.5.1) and Long of 64.</summary>
internal sealed class IntegerScalar(string name, long min, long max, bool narrow) : ScalarType(name)
{
    private string Rule => $"{Name} takes whole numbers from {min} to {max}.";

    public override bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault)
    {
        var fits = literal is IntValueNode { Value.Length: <= 20 } node && long.TryParse(node.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Fits(number, out value)
            : Fits(null, out value);
        fault = fits ? null : Rule;
        return fits;
    }

    public override bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault)
    {
        long? number = null;
        if (json.ValueKind is JsonValueKind.Number)
        {
            number = json.TryGetInt64(out var whole) ? whole : json.TryGetDouble(out var real) ? Whole(real) : null;
        }

        var fits = Fits(number, out value);
        fault = fits ? null : Rule;
        return fits;
    }

    public override bool TryWrite(object value, ResultWriter writer)
    {
        var number = value switch
        {
            int small => small,
            long large => large,
            bool flag => flag ? 1 : 0,
            byte or sbyte or short or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
            ulong large when large <= long.MaxValue => (long)large,
            double real => Whole(real),
            float real => Whole(real),
            decimal exact when exact == decimal.Truncate(exact) && exact is >= long.MinValue and <= long.MaxValue => (long)exact,
            string { Length: > 0 } text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => Whole(real),
            Enum named => Convert.ToInt64(named, CultureInfo.InvariantCulture),
            _ => (long?)null,
        };
        if (number is not { } fitting || fitting < min || fitting > max)
        {
            return false;
        }

        writer.WriteNumber(fitting);
        return true;
    }

    private static long? Whole(double real) => real == Math.Truncate(real) && Math.Abs(real) < 9.2e18 ? (long)real : null;

    private bool Fits(long? number, out object? value)
    {
        value = number is { } fitting && fitting >= min && fitting <= max ? narrow ? (object)(int)fitting : fitting : null;
        return value is not null;
    }
}

/// <summary>Float: finite numbers of double precision (specification, section 3.5.2).</summary>
internal sealed class FloatScalar() : ScalarType("Float")
{
    private const string Rule = "Float takes finite numbers.";

    public override bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault)
    {
        var text = literal switch { IntValueNode whole => whole.Value, FloatValueNode real => real.Value, _ => null };
        value = text is { Length: <= 400 } && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        fault = value is null ? Rule : null;
        return value is not null;
    }

    public override bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = json.ValueKind is JsonValueKind.Number && json.TryGetDouble(out var number) && double.IsFinite(number) ? number : null;
        fault = value is null ? Rule : null;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer)
    {
        if (value is decimal exact)
        {
            writer.WriteNumber(exact);
            return true;
        }

        double? number = value switch
        {
            double real => real,
            float real => real,
            bool flag => flag ? 1 : 0,
            string { Length: > 0 } text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) ? real : null,
            byte or sbyte or short or ushort or int or uint or long or ulong => Convert.ToDouble(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        if (number is not { } finite || !double.IsFinite(finite))
        {
            return false;
        }

        writer.WriteNumber(finite);
        return true;
    }
}

/// <summary>Boolean (specification, section 3.5.4).</summary>
internal sealed class BooleanScalar() : ScalarType("Boolean")
{
    private const string Rule = "Boolean takes true and false.";

    public override bool TryParseLiteral(ValueNode literal, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = literal is BooleanValueNode node ? node.Value : null;
        fault = value is null ? Rule : null;
        return value is not null;
    }

    public override bool TryParseJson(JsonElement json, out object? value, [NotNullWhen(false)] out string? fault)
    {
        value = json.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
        fault = value is null ? Rule : null;
        return value is not null;
    }

    public override bool TryWrite(object value, ResultWriter writer)
    {
        bool? flag = value switch { bool b => b, int n => n != 0, long n => n != 0, double n when double.IsFinite(n) => n != 0, _ => null };
        if (flag is { } known)
        {
            writer.WriteBoolean(known);
        }

        return flag is not null;
    }
}
