using System.Text.Json;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>CoerceVariableValues (specification, section 6.1.2).</summary>
internal static class VariableCoercion
{
    public static VariableValues Coerce(VariableShape[] shapes, JsonElement given, List<GraphQLError> errors, RequestExecutorOptions options)
    {
        if (shapes.Length == 0)
        {
            return VariableValues.None;
        }

        var values = new object?[shapes.Length];
        for (var i = 0; i < shapes.Length && errors.Count < options.MaxErrors; i++)
        {
            values[i] = One(shapes[i], given, errors, options.MaxListItems);
        }

        return new VariableValues(shapes, values);
    }

    private static object? One(VariableShape shape, JsonElement given, List<GraphQLError> errors, int maxItems)
    {
        if (given.ValueKind is JsonValueKind.Object && given.TryGetProperty(shape.Name, out var json))
        {
            var coercion = new JsonCoercion(maxItems);
            if (coercion.TryCoerce(shape.Type, json, out var value))
            {
                return value;
            }

            errors.Add(Error(shape, $"The variable '${shape.Name}' has an invalid value{coercion.Place}. {coercion.Fault}"));
            return null;
        }

        if (shape.Definition.DefaultValue is { } literal)
        {
            try
            {
                return LiteralCoercion.Coerce(shape.Type, literal, VariableValues.None);
            }
            catch (CoercionException fault)
            {
                errors.Add(Error(shape, $"The default of the variable '${shape.Name}' is invalid. {fault.Message}"));
                return null;
            }
        }

        if (shape.Type.IsNonNull)
        {
            errors.Add(Error(shape, $"The variable '${shape.Name}' of the type {shape.Type} is required."));
        }

        return ArgumentValues.Absent;
    }

    private static GraphQLError Error(VariableShape shape, string message) =>
        GraphQLError.WithCode(message, "INVALID_VARIABLE", [shape.Definition.Location.ToSourceLocation()]);
}
