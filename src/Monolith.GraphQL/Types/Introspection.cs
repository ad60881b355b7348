using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Types;

/// <summary>The introspection types and meta fields (specification, section 4) as ordinary types over the schema model.</summary>
internal static class Introspection
{
    public static void AddTo(TypeResolution resolution, Schema schema)
    {
        NamedType[] types = [SchemaObject(), TypeObject(schema), FieldObject(), InputValueObject(), EnumValueObject(), DirectiveObject(), TypeKindEnum(), LocationEnum()];
        foreach (var type in types)
        {
            resolution.Adopt(type);
        }

        schema.SchemaField = Plain("__schema", "__Schema!", _ => schema, "Access the current type schema of this server.");
        schema.TypeField = new OutputField("__type", "__Type")
        {
            Description = "Request the type information of a single type.",
            Arguments = { new Argument("name", "String!") },
            PureWithArguments = (_, arguments) => schema.FindType(arguments.Get<string>("name")),
            MayBeStub = false,
        };
        schema.TypeNameField = Plain("__typename", "String!", static _ => null, "The name of the current Object type at runtime.");
        foreach (var field in new[] { schema.SchemaField, schema.TypeField, schema.TypeNameField })
        {
            field.ResolveTypes(resolution, "Query");
            field.Arguments.Freeze();
        }
    }

    private static ObjectType SchemaObject() => new("__Schema")
    {
        Description = "A GraphQL Schema defines the capabilities of a GraphQL server: all available types and directives, and the entry points for query, mutation and subscription operations.",
        Fields =
        {
            Of<Schema>("description", "String", s => s.Description),
            Of<Schema>("types", "[__Type!]!", s => s.Types, "A list of all types supported by this server."),
            Of<Schema>("queryType", "__Type!", s => s.QueryType, "The type that query operations will be rooted at."),
            Of<Schema>("mutationType", "__Type", s => s.MutationType, "If this server supports mutation, the type that mutation operations will be rooted at."),
            Of<Schema>("subscriptionType", "__Type", s => s.SubscriptionType, "If this server supports subscription, the type that subscription operations will be rooted at."),
            Listed<Schema, DirectiveType>("directives", "[__Directive!]!", s => s.Directives),
        },
    };

    private static ObjectType TypeObject(Schema schema) => new("__Type")
    {
        Description = "The fundamental unit of any GraphQL Schema is the type. Which fields are answered depends on the `kind`; `ofType` is answered for lists and non-null types.",
        Fields =
        {
            Of<GraphType>("kind", "__TypeKind!", t => t.Kind),
            Of<GraphType>("name", "String", t => (t as NamedType)?.Name),
            Of<GraphType>("description", "String", t => (t as NamedType)?.Description),
            Of<GraphType>("specifiedByURL", "String", t => (t as ScalarType)?.SpecifiedByUrl),
            Listed<GraphType, OutputField>("fields", "[__Field!]", t => (t as ComplexType)?.Fields),
            Of<GraphType>("interfaces", "[__Type!]", t => (t as ComplexType)?.Interfaces),
            Of<GraphType>("possibleTypes", "[__Type!]", t => t.IsAbstract ? schema.PossibleTypes((NamedType)t) : null),
            Listed<GraphType, EnumValue>("enumValues", "[__EnumValue!]", t => (t as EnumType)?.Values),
            Listed<GraphType, InputField>("inputFields", "[__InputValue!]", t => (t as InputObjectType)?.Fields),
            Of<GraphType>("ofType", "__Type", t => t is NonNullType nonNull ? nonNull.InnerType : (t as ListType)?.ItemType),
            Of<GraphType>("isOneOf", "Boolean", t => (t as InputObjectType)?.IsOneOf),
        },
    };

    private static ObjectType FieldObject() => new("__Field")
    {
        Description = "Object and Interface types are described by a list of Fields, each of which has a name, potentially a list of arguments, and a return type.",
        Fields =
        {
            Of<OutputField>("name", "String!", f => f.Name),
            Of<OutputField>("description", "String", f => f.Description),
            Listed<OutputField, Argument>("args", "[__InputValue!]!", f => f.Arguments),
            Of<OutputField>("type", "__Type!", f => f.Type),
            Of<OutputField>("isDeprecated", "Boolean!", f => f.DeprecationReason is not null),
            Of<OutputField>("deprecationReason", "String", f => f.DeprecationReason),
        },
    };

    private static ObjectType InputValueObject() => new("__InputValue")
    {
        Description = "Arguments provided to Fields or Directives and the input fields of an InputObject are represented as Input Values which describe their type and optionally a default value.",
        Fields =
        {
            Of<InputValue>("name", "String!", v => v.Name),
            Of<InputValue>("description", "String", v => v.Description),
            Of<InputValue>("type", "__Type!", v => v.Type),
            Of<InputValue>("defaultValue", "String", v => v.DefaultValue is { } value ? LiteralText.Print(value) : null, "A GraphQL-formatted string representing the default value for this input value."),
            Of<InputValue>("isDeprecated", "Boolean!", v => v.DeprecationReason is not null),
            Of<InputValue>("deprecationReason", "String", v => v.DeprecationReason),
        },
    };

    private static ObjectType EnumValueObject() => new("__EnumValue")
    {
        Description = "One possible value for a given Enum. Enum values are unique values, not a placeholder for a string or numeric value.",
        Fields =
        {
            Of<EnumValue>("name", "String!", v => v.Name),
            Of<EnumValue>("description", "String", v => v.Description),
            Of<EnumValue>("isDeprecated", "Boolean!", v => v.DeprecationReason is not null),
            Of<EnumValue>("deprecationReason", "String", v => v.DeprecationReason),
        },
    };

    private static ObjectType DirectiveObject() => new("__Directive")
    {
        Description = "A Directive provides a way to describe alternate runtime execution and type validation behavior in a GraphQL document.",
        Fields =
        {
            Of<DirectiveType>("name", "String!", d => d.Name),
            Of<DirectiveType>("description", "String", d => d.Description),
            Of<DirectiveType>("isRepeatable", "Boolean!", d => d.IsRepeatable),
            Of<DirectiveType>("locations", "[__DirectiveLocation!]!", d => d.Locations),
            Listed<DirectiveType, Argument>("args", "[__InputValue!]!", d => d.Arguments),
            Of<DirectiveType>("isDeprecated", "Boolean!", d => d.DeprecationReason is not null),
            Of<DirectiveType>("deprecationReason", "String", d => d.DeprecationReason),
        },
    };

    private static EnumType TypeKindEnum()
    {
        var type = new EnumType("__TypeKind") { Description = "An enum describing what kind of type a given `__Type` is.", ClrType = typeof(TypeKind) };
        foreach (var kind in Enum.GetValues<TypeKind>())
        {
            type.Values.Add(new EnumValue(NameRules.UpperSnake(kind.ToString()), kind));
        }

        return type;
    }

    private static EnumType LocationEnum()
    {
        var type = new EnumType("__DirectiveLocation") { Description = "Where a Directive can stand.", ClrType = typeof(DirectiveLocation) };
        foreach (var location in Enum.GetValues<DirectiveLocation>())
        {
            type.Values.Add(new EnumValue(location.ToName(), location));
        }

        return type;
    }

    private static OutputField Of<T>(string name, string type, Func<T, object?> value, string? description = null) => Plain(name, type, parent => value((T)parent), description);

    private static OutputField Plain(string name, string type, Func<object, object?> value, string? description) =>
        new(name, type) { Pure = value, Description = description, MayBeStub = false };

    private static OutputField Listed<T, TItem>(string name, string type, Func<T, IEnumerable<TItem>?> items)
        where TItem : IDeprecable => new(name, type)
        {
            MayBeStub = false,
            Arguments = { new Argument("includeDeprecated", "Boolean!") { DefaultValue = new Language.BooleanValueNode(Language.Location.None, false) } },
            PureWithArguments = (parent, arguments) => items((T)parent) is not { } all ? null
                : arguments.Get<bool>("includeDeprecated") ? all : all.Where(item => item.DeprecationReason is null),
        };
}
