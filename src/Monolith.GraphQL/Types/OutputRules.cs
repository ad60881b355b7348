namespace Monolith.GraphQL.Types;

/// <summary>Type validation of object and interface types (specification, sections 3.6.2, 3.7.2: IsValidImplementation).</summary>
internal static class OutputRules
{
    public static void Check(Schema schema, ComplexType type, List<SchemaFault> faults)
    {
        SchemaValidator.Duplicates(type.Fields, type.Name, faults);
        if (type.Fields.Count == 0)
        {
            faults.Add(new(type.Name, $"An {type.Kind.ToString().ToLowerInvariant()} type must have one or more fields."));
        }

        foreach (var field in type.Fields)
        {
            Field(type, field, faults);
        }

        if (type.Interfaces.Distinct().Count() != type.Interfaces.Count)
        {
            faults.Add(new(type.Name, "The type implements an interface more than once."));
        }

        foreach (var promised in type.Interfaces)
        {
            if (ReferenceEquals(promised, type))
            {
                faults.Add(new(type.Name, "An interface must not implement itself."));
                continue;
            }

            Implementation(schema, type, promised, faults);
        }
    }

    private static void Field(ComplexType type, OutputField field, List<SchemaFault> faults)
    {
        var place = $"{type.Name}.{field.Name}";
        SchemaValidator.Name(field.Name, place, "field", faults);
        SchemaValidator.Duplicates(field.Arguments, place, faults);
        if (field.IsResolved && !field.Type.IsOutputType)
        {
            faults.Add(new(place, $"The type of a field must be an output type; {field.Type} is not."));
        }

        foreach (var argument in field.Arguments)
        {
            InputRules.CheckValue(argument, $"{type.Name}.{field.Name}({argument.Name}:)", "argument", faults);
        }
    }

    private static void Implementation(Schema schema, ComplexType type, InterfaceType promised, List<SchemaFault> faults)
    {
        foreach (var inherited in promised.Interfaces)
        {
            if (ReferenceEquals(inherited, type))
            {
                faults.Add(new(type.Name, $"The type and {promised.Name} implement each other."));
            }
            else if (!type.Interfaces.Contains(inherited))
            {
                faults.Add(new(type.Name, $"The type must also implement {inherited.Name}, because {promised.Name} does."));
            }
        }

        foreach (var expected in promised.Fields)
        {
            if (!type.Fields.TryGet(expected.Name, out var field))
            {
                faults.Add(new(type.Name, $"The type must have the field '{expected.Name}', because {promised.Name} has."));
            }
            else if (field.IsResolved && expected.IsResolved)
            {
                FieldOf(schema, type, promised, field, expected, faults);
            }
        }
    }

    private static void FieldOf(Schema schema, ComplexType type, InterfaceType promised, OutputField field, OutputField expected, List<SchemaFault> faults)
    {
        var place = $"{type.Name}.{field.Name}";
        if (!schema.IsSubType(field.Type, expected.Type))
        {
            faults.Add(new(place, $"{promised.Name} promises {expected.Type}; {field.Type} is not a subtype of it."));
        }

        if (field.DeprecationReason is not null && expected.DeprecationReason is null)
        {
            faults.Add(new(place, $"The field must not be deprecated, because {promised.Name}.{field.Name} is not."));
        }

        foreach (var argument in expected.Arguments)
        {
            var given = field.Arguments.Find(argument.Name);
            if (given is null || (given.IsResolved && argument.IsResolved && !ReferenceEquals(given.Type, argument.Type)))
            {
                faults.Add(new($"{place}({argument.Name}:)", $"{promised.Name} has this argument with the type {argument.TypeReference}."));
            }
        }

        foreach (var extra in field.Arguments.Where(a => a.IsResolved && a.IsRequired && !expected.Arguments.Contains(a.Name)))
        {
            faults.Add(new($"{place}({extra.Name}:)", $"An argument that {promised.Name} does not have must not be required."));
        }
    }
}
