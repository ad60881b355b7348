namespace Monolith.GraphQL.Types;

/// <summary>The rules of type validation (specification, section 3).</summary>
internal static class SchemaValidator
{
    public static IReadOnlyList<SchemaFault> Validate(Schema schema)
    {
        var faults = new List<SchemaFault>();
        Roots(schema, faults);
        foreach (var directive in schema.Directives)
        {
            DirectiveRules.Check(directive, faults);
        }

        foreach (var type in schema.Types)
        {
            if (!type.IsIntrospection)
            {
                Name(type.Name, type.Name, "type", faults);
            }

            switch (type)
            {
                case ComplexType complex:
                    OutputRules.Check(schema, complex, faults);
                    break;
                case UnionType { Types.Count: 0 } union:
                    faults.Add(new(union.Name, "A union type must have one or more member types."));
                    break;
                case EnumType enumeration:
                    EnumRules(enumeration, faults);
                    break;
                case InputObjectType input:
                    InputRules.Check(input, faults);
                    break;
            }
        }

        InputRules.CheckCircles(schema, faults);
        return faults;
    }

    internal static void Name(string name, string place, string what, List<SchemaFault> faults)
    {
        if (!NameRules.IsName(name))
        {
            faults.Add(new(place, $"The {what} name must consist of letters, digits and underscores and not begin with a digit."));
        }
        else if (name.StartsWith("__", StringComparison.Ordinal))
        {
            faults.Add(new(place, $"A {what} name must not begin with two underscores, which introspection has for itself."));
        }
    }

    internal static void Duplicates<T>(MemberCollection<T> members, string place, List<SchemaFault> faults)
        where T : class, INamedMember
    {
        foreach (var name in members.Duplicates)
        {
            faults.Add(new(place, $"'{name}' is declared more than once."));
        }
    }

    private static void Roots(Schema schema, List<SchemaFault> faults)
    {
        if (schema.QueryType is null)
        {
            faults.Add(new("schema", "A query root type must be provided."));
        }

        ObjectType?[] roots = [schema.QueryType, schema.MutationType, schema.SubscriptionType];
        foreach (var shared in roots.OfType<ObjectType>().GroupBy(r => r).Where(g => g.Count() > 1))
        {
            faults.Add(new(shared.Key.Name, "The root types of query, mutation and subscription must be different types."));
        }
    }

    private static void EnumRules(EnumType type, List<SchemaFault> faults)
    {
        Duplicates(type.Values, type.Name, faults);
        if (type.Values.Count == 0)
        {
            faults.Add(new(type.Name, "An enum type must have one or more values."));
        }

        foreach (var value in type.Values)
        {
            if (!type.IsIntrospection)
            {
                Name(value.Name, $"{type.Name}.{value.Name}", "value", faults);
            }

            if (value.Name is "true" or "false" or "null")
            {
                faults.Add(new($"{type.Name}.{value.Name}", "An enum value must not be called true, false or null."));
            }
        }
    }

    private static class DirectiveRules
    {
        public static void Check(DirectiveType directive, List<SchemaFault> faults)
        {
            Name(directive.Name, $"@{directive.Name}", "directive", faults);
            Duplicates(directive.Arguments, $"@{directive.Name}", faults);
            if (directive.Locations.Count == 0)
            {
                faults.Add(new($"@{directive.Name}", "A directive must have one or more locations."));
            }

            if (directive.OnField is not null && !directive.Locations.Contains(DirectiveLocation.Field))
            {
                faults.Add(new($"@{directive.Name}", "A directive that does something on fields needs the location FIELD."));
            }

            foreach (var argument in directive.Arguments)
            {
                InputRules.CheckValue(argument, $"@{directive.Name}({argument.Name}:)", "argument", faults);
            }
        }
    }
}
