using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Types;

/// <summary>Type validation of arguments and input object types (specification, sections 3.6.1 and 3.10.2).</summary>
internal static class InputRules
{
    public static void Check(InputObjectType type, List<SchemaFault> faults)
    {
        SchemaValidator.Duplicates(type.Fields, type.Name, faults);
        if (type.Fields.Count == 0)
        {
            faults.Add(new(type.Name, "An input object type must have one or more fields."));
        }

        foreach (var field in type.Fields)
        {
            var place = $"{type.Name}.{field.Name}";
            CheckValue(field, place, "input field", faults);
            if (type.IsOneOf && field.IsResolved && (field.Type.IsNonNull || field.DefaultValue is not null))
            {
                faults.Add(new(place, "A field of a oneOf input object must be nullable and have no default."));
            }
        }
    }

    public static void CheckValue(InputValue value, string place, string what, List<SchemaFault> faults)
    {
        SchemaValidator.Name(value.Name, place, what, faults);
        if (!value.IsResolved)
        {
            return;
        }

        if (!value.Type.IsInputType)
        {
            faults.Add(new(place, $"The type of an {what} must be an input type; {value.Type} is not."));
        }
        else if (value.DefaultValue is { } literal && InputCoercion.DefaultFault(value.Type, literal) is { } fault)
        {
            faults.Add(new(place, $"The default does not fit {value.Type}. {fault}"));
        }

        if (value.IsRequired && value.DeprecationReason is not null)
        {
            faults.Add(new(place, $"A required {what} must not be deprecated."));
        }
    }

    public static void CheckCircles(Schema schema, List<SchemaFault> faults)
    {
        var done = new HashSet<InputObjectType>();
        foreach (var type in schema.Types.OfType<InputObjectType>())
        {
            Visit(type, [], done, faults);
        }

        DefaultCircles.Check(schema, faults);
    }

    private static void Visit(InputObjectType type, List<InputObjectType> path, HashSet<InputObjectType> done, List<SchemaFault> faults)
    {
        if (path.IndexOf(type) is var start and >= 0)
        {
            faults.Add(new(type.Name, $"The type needs itself through non-null fields: {string.Join(" → ", path.Skip(start).Append(type))}."));
            return;
        }

        if (!done.Add(type))
        {
            return;
        }

        path.Add(type);
        foreach (var field in type.Fields)
        {
            if (field.IsResolved && field.Type is NonNullType { InnerType: InputObjectType next })
            {
                Visit(next, path, done, faults);
            }
        }

        path.RemoveAt(path.Count - 1);
    }
}
