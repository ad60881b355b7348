using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The last step of coercing an input object: defaults, required fields, conversion, construction.</summary>
internal static class InputObjects
{
    public static bool TryComplete(InputObjectType type, object?[] values, out object? value, out string? missing)
    {
        value = null;
        missing = null;
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            if (ReferenceEquals(values[i], ArgumentValues.Absent) && field.DefaultValue is { } preset)
            {
                values[i] = LiteralCoercion.Coerce(field.Type, preset, VariableValues.None);
            }

            if (ReferenceEquals(values[i], ArgumentValues.Absent))
            {
                if (field.Type.IsNonNull)
                {
                    missing = $"{type.Name}.{field.Name} of the type {field.Type} is required.";
                    return false;
                }
            }
            else if (field.Convert is not null)
            {
                values[i] = field.Convert(values[i]);
            }
        }

        var all = new ArgumentValues(type.Fields, values);
        value = type.Construct is null ? all.ToDictionary() : type.Construct(all);
        return true;
    }
}

/// <summary>An input value breaks a rule; the message names it.</summary>
internal sealed class CoercionException(string message) : Exception(message);
