using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Sdl;

/// <summary>Turns validated definitions and extensions into types.</summary>
internal sealed class SdlReader(DocumentNode document)
{
    private readonly SchemaBuilder builder = new();

    public SchemaBuilder Read()
    {
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeDefinitionNode type when !IsSpecifiedScalar(type):
                    builder.AddType(Make(type));
                    break;
                case DirectiveDefinitionNode directive:
                    builder.AddDirective(Make(directive));
                    break;
            }
        }

        UseUsualRoots();
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case TypeSyntaxNode type when builder.FindType(type.Name.Value) is { } target:
                    Fill(target, type);
                    break;
                case ISchemaSyntax schema:
                    Fill(schema);
                    break;
            }
        }

        return builder;
    }

    /// <summary>Without a schema definition the types called Query, Mutation and Subscription are the roots, whatever kind they are.</summary>
    private void UseUsualRoots()
    {
        builder.UsesDefaultRootNames = false;
        if (!document.Definitions.Any(d => d is SchemaDefinitionNode))
        {
            builder.QueryType = Usual("Query");
            builder.MutationType = Usual("Mutation");
            builder.SubscriptionType = Usual("Subscription");
        }
    }

    private TypeReference? Usual(string name) => builder.FindType(name) is null ? null : TypeReference.Named(name);

    private static bool IsSpecifiedScalar(TypeDefinitionNode type) => type is ScalarTypeDefinitionNode && SpecifiedNames.IsScalar(type.Name.Value);

    private static NamedType Make(TypeDefinitionNode node)
    {
        var name = node.Name.Value;
        NamedType type = node switch
        {
            ObjectTypeDefinitionNode => new ObjectType(name),
            InterfaceTypeDefinitionNode => new InterfaceType(name),
            UnionTypeDefinitionNode => new UnionType(name),
            EnumTypeDefinitionNode => new EnumType(name),
            InputObjectTypeDefinitionNode => new InputObjectType(name),
            _ => new AnyScalar(name),
        };
        type.Description = node.Description?.Value;
        return type;
    }

    private static DirectiveType Make(DirectiveDefinitionNode node)
    {
        var directive = new DirectiveType(node.Name.Value, [.. node.Locations.Select(Location)])
        {
            Description = node.Description?.Value,
            IsRepeatable = node.IsRepeatable,
        };
        foreach (var argument in node.Arguments)
        {
            directive.Arguments.Add(MakeArgument(argument));
        }

        return directive;
    }

    private static DirectiveLocation Location(NameNode node) =>
        DirectiveLocationNames.TryParse(node.Value, out var location) ? location : throw new ArgumentOutOfRangeException(nameof(node));

    private static void Fill(NamedType type, TypeSyntaxNode node)
    {
        switch (type, node)
        {
            case (ComplexType complex, IComplexTypeSyntax syntax):
                FillComplex(complex, syntax);
                break;
            case (UnionType union, IUnionTypeSyntax syntax):
                foreach (var member in syntax.Types)
                {
                    union.Members.Add(TypeReference.From(member));
                }

                break;
            case (EnumType values, IEnumTypeSyntax syntax):
                foreach (var value in syntax.Values)
                {
                    values.Values.Add(new EnumValue(value.Name.Value) { Description = value.Description?.Value, DeprecationReason = Deprecation(value) });
                }

                break;
            case (InputObjectType input, IInputObjectTypeSyntax syntax):
                foreach (var field in syntax.Fields)
                {
                    input.Fields.Add(MakeInputField(field));
                }

                input.IsOneOf |= node.Directives.Any(d => d.Name.Value == "oneOf");
                break;
            case (ScalarType scalar, _):
                scalar.SpecifiedByUrl ??= Argument(node, "specifiedBy", "url");
                break;
        }
    }

    private static void FillComplex(ComplexType type, IComplexTypeSyntax syntax)
    {
        foreach (var implemented in syntax.Interfaces)
        {
            type.Implements.Add(TypeReference.From(implemented));
        }

        foreach (var field in syntax.Fields)
        {
            type.Fields.Add(MakeField(field));
        }
    }

    private void Fill(ISchemaSyntax node)
    {
        if (node is SchemaDefinitionNode definition)
        {
            builder.Description = definition.Description?.Value;
        }

        foreach (var root in node.OperationTypes)
        {
            var type = TypeReference.From(root.Type);
            _ = root.Operation switch
            {
                OperationType.Query => builder.QueryType = type,
                OperationType.Mutation => builder.MutationType = type,
                _ => builder.SubscriptionType = type,
            };
        }
    }

    private static OutputField MakeField(FieldDefinitionNode node)
    {
        var field = new OutputField(node.Name.Value, TypeReference.From(node.Type))
        {
            Description = node.Description?.Value,
            DeprecationReason = Deprecation(node),
        };
        foreach (var argument in node.Arguments)
        {
            field.Arguments.Add(MakeArgument(argument));
        }

        return field;
    }

    private static Argument MakeArgument(InputValueDefinitionNode node) => new(node.Name.Value, TypeReference.From(node.Type))
    {
        Description = node.Description?.Value,
        DefaultValue = node.DefaultValue,
        DeprecationReason = Deprecation(node),
    };

    private static InputField MakeInputField(InputValueDefinitionNode node) => new(node.Name.Value, TypeReference.From(node.Type))
    {
        Description = node.Description?.Value,
        DefaultValue = node.DefaultValue,
        DeprecationReason = Deprecation(node),
    };

    private static string? Deprecation(IHasDirectives node) => node.Directives.Any(d => d.Name.Value == "deprecated")
        ? Argument(node, "deprecated", "reason") ?? SpecifiedDirectives.DefaultDeprecationReason
        : null;

    private static string? Argument(IHasDirectives node, string directive, string argument)
    {
        var arguments = node.Directives.FirstOrDefault(d => d.Name.Value == directive)?.Arguments ?? [];
        return (arguments.FirstOrDefault(a => a.Name.Value == argument)?.Value as StringValueNode)?.Value;
    }
}
