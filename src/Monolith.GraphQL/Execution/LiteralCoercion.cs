using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>Input coercion of literals (specification, sections 3.5 to 3.12). Recursion is bounded by the parser.</summary>
internal static class LiteralCoercion
{
    /// <summary>The coerced value; <see cref="ArgumentValues.Absent"/> for a variable that was not given.</summary>
    /// <exception cref="CoercionException">The literal, or a variable in it, does not fit.</exception>
    public static object? Coerce(GraphType type, ValueNode literal, VariableValues variables)
    {
        if (literal is VariableNode variable)
        {
            var value = variables.Find(variable.Name.Value);
            return value is null && type.IsNonNull ? throw new CoercionException($"{type} does not take null.") : value;
        }

        if (type is NonNullType nonNull)
        {
            return literal is NullValueNode ? throw new CoercionException($"{type} does not take null.") : Coerce(nonNull.InnerType, literal, variables);
        }

        return literal is NullValueNode ? null : type switch
        {
            AnyScalar => AnyScalar.FromLiteral(literal, name => variables.Find(name) is var v && ReferenceEquals(v, ArgumentValues.Absent) ? null : v),
            ScalarType scalar => scalar.TryParseLiteral(literal, out var value, out var fault) ? value : throw new CoercionException(fault),
            EnumType enumeration => enumeration.TryParseLiteral(literal, out var value) ? value : throw new CoercionException($"It is not a value of {enumeration.Name}."),
            ListType list => List(list, literal, variables),
            InputObjectType input => Object(input, literal, variables),
            _ => throw new CoercionException($"{type} is not an input type."),
        };
    }

    /// <summary>Whether a literal uses variables.</summary>
    public static bool HasVariables(ValueNode literal) => literal switch
    {
        VariableNode => true,
        ListValueNode list => list.Items.Any(HasVariables),
        ObjectValueNode fields => fields.Fields.Any(f => HasVariables(f.Value)),
        _ => false,
    };

    private static object?[] List(ListType type, ValueNode literal, VariableValues variables)
    {
        if (literal is not ListValueNode list)
        {
            return [Coerce(type.ItemType, literal, variables)];
        }

        var items = new object?[list.Items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var item = Coerce(type.ItemType, list.Items[i], variables);
            items[i] = ReferenceEquals(item, ArgumentValues.Absent) ? null : item;
            if (items[i] is null && type.ItemType.IsNonNull)
            {
                throw new CoercionException($"{type.ItemType} does not take null.");
            }
        }

        return items;
    }

    private static object? Object(InputObjectType type, ValueNode literal, VariableValues variables)
    {
        if (literal is not ObjectValueNode fields)
        {
            throw new CoercionException($"{type.Name} takes an object.");
        }

        var values = new object?[type.Fields.Count];
        Array.Fill(values, ArgumentValues.Absent);
        foreach (var given in fields.Fields)
        {
            var index = type.Fields.IndexOf(given.Name.Value);
            if (index < 0)
            {
                throw new CoercionException($"{type.Name} has no field '{given.Name.Value}'.");
            }

            values[index] = Coerce(type.Fields[index].Type, given.Value, variables);
        }

        if (type.IsOneOf && (fields.Fields.Length != 1 || values.Count(v => v is not null && !ReferenceEquals(v, ArgumentValues.Absent)) != 1))
        {
            throw new CoercionException($"{type.Name} takes exactly one field that is not null.");
        }

        return InputObjects.TryComplete(type, values, out var value, out var missing) ? value : throw new CoercionException(missing!);
    }
}
