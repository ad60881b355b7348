using System.Collections.Immutable;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Sdl.Rules;

/// <summary>Directives on definitions exist, stand where they may and as often as they may, and have the arguments they ask for.</summary>
internal sealed class DirectiveUseRules(SdlContext context)
{
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> seenByType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveNode> seenOnSchema = new(StringComparer.Ordinal);

    public void Check()
    {
        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case ISchemaSyntax schema:
                    Check(schema, "SCHEMA", seenOnSchema);
                    break;
                case TypeSyntaxNode type:
                    Check(type);
                    break;
                case DirectiveDefinitionNode directive:
                    Check(directive.Arguments, "ARGUMENT_DEFINITION");
                    break;
            }
        }
    }

    private void Check(TypeSyntaxNode type)
    {
        if (!seenByType.TryGetValue(type.Name.Value, out var seen))
        {
            seenByType[type.Name.Value] = seen = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        }

        Check(type, LocationOf(type), seen);
        switch (type)
        {
            case IComplexTypeSyntax complex:
                foreach (var field in complex.Fields)
                {
                    Check(field, "FIELD_DEFINITION", []);
                    Check(field.Arguments, "ARGUMENT_DEFINITION");
                }

                break;
            case IInputObjectTypeSyntax input:
                Check(input.Fields, "INPUT_FIELD_DEFINITION");
                break;
            case IEnumTypeSyntax values:
                foreach (var value in values.Values)
                {
                    Check(value, "ENUM_VALUE", []);
                }

                break;
        }
    }

    private static string LocationOf(TypeSyntaxNode type) => type switch
    {
        ObjectTypeDefinitionNode or ObjectTypeExtensionNode => "OBJECT",
        IComplexTypeSyntax => "INTERFACE",
        IUnionTypeSyntax => "UNION",
        IEnumTypeSyntax => "ENUM",
        IInputObjectTypeSyntax => "INPUT_OBJECT",
        _ => "SCALAR",
    };

    private void Check(ImmutableArray<InputValueDefinitionNode> inputs, string location)
    {
        foreach (var input in inputs)
        {
            Check(input, location, []);
        }
    }

    private void Check(IHasDirectives node, string location, Dictionary<string, DirectiveNode> seen)
    {
        foreach (var directive in node.Directives)
        {
            var name = directive.Name.Value;
            var names = directive.Arguments.Select(a => a.Name);
            context.ReportDuplicates(names, new(StringComparer.Ordinal), n => $"There can be only one argument named \"{n}\".");
            foreach (var argument in directive.Arguments)
            {
                CheckInputFields(argument.Value);
            }

            if (!context.Directives.TryGetValue(name, out var definition))
            {
                context.Report($"Unknown directive \"@{Excerpt.Of(name)}\".", directive);
                continue;
            }

            if (!definition.Locations.Contains(location))
            {
                context.Report($"Directive \"@{Excerpt.Of(name)}\" may not be used on {location}.", directive);
            }

            if (!definition.IsRepeatable && !seen.TryAdd(name, directive))
            {
                context.Report($"The directive \"@{Excerpt.Of(name)}\" can only be used once at this location.", seen[name], directive);
            }

            CheckArguments(directive, definition);
        }
    }

    private void CheckArguments(DirectiveNode directive, SdlDirective definition)
    {
        var name = Excerpt.Of(directive.Name.Value);
        foreach (var argument in directive.Arguments)
        {
            if (!definition.Arguments.Contains(argument.Name.Value))
            {
                context.Report($"Unknown argument \"{Excerpt.Of(argument.Name.Value)}\" on directive \"@{name}\".", argument);
            }
        }

        foreach (var required in definition.Required)
        {
            if (!directive.Arguments.Any(a => a.Name.Value == required))
            {
                context.Report($"Argument \"@{name}({required}:)\" is required, but it was not provided.", directive);
            }
        }
    }

    /// <summary>Recursive; the parser bounds how deep literals are.</summary>
    private void CheckInputFields(ValueNode value)
    {
        if (value is ObjectValueNode fields)
        {
            var names = fields.Fields.Select(f => f.Name);
            context.ReportDuplicates(names, new(StringComparer.Ordinal), n => $"There can be only one input field named \"{n}\".");
        }

        var inner = value switch
        {
            ObjectValueNode o => o.Fields.Select(f => f.Value),
            ListValueNode l => l.Items,
            _ => [],
        };
        foreach (var item in inner)
        {
            CheckInputFields(item);
        }
    }
}
