using System.Collections.Immutable;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Sdl.Rules;

/// <summary>Fields, arguments and enum values are unique in what they belong to, extensions counted.</summary>
internal static class MemberRules
{
    public static void Check(SdlContext context)
    {
        var byType = new Dictionary<string, Dictionary<string, NameNode>>(StringComparer.Ordinal);
        foreach (var definition in context.Document.Definitions)
        {
            switch (definition)
            {
                case TypeSyntaxNode type:
                    if (!byType.TryGetValue(type.Name.Value, out var known))
                    {
                        byType[type.Name.Value] = known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
                    }

                    Check(context, type, known);
                    break;
                case DirectiveDefinitionNode directive:
                    Arguments(context, directive.Arguments, $"@{Excerpt.Of(directive.Name.Value)}");
                    break;
            }
        }
    }

    private static void Check(SdlContext context, TypeSyntaxNode type, Dictionary<string, NameNode> known)
    {
        var owner = Excerpt.Of(type.Name.Value);
        switch (type)
        {
            case IComplexTypeSyntax complex:
                context.ReportDuplicates(complex.Fields.Select(f => f.Name), known, n => $"Field \"{owner}.{n}\" can only be defined once.");
                foreach (var field in complex.Fields)
                {
                    Arguments(context, field.Arguments, $"{owner}.{Excerpt.Of(field.Name.Value)}");
                }

                break;
            case IInputObjectTypeSyntax input:
                context.ReportDuplicates(input.Fields.Select(f => f.Name), known, n => $"Field \"{owner}.{n}\" can only be defined once.");
                break;
            case IEnumTypeSyntax values:
                context.ReportDuplicates(values.Values.Select(v => v.Name), known, n => $"Enum value \"{owner}.{n}\" can only be defined once.");
                break;
        }
    }

    private static void Arguments(SdlContext context, ImmutableArray<InputValueDefinitionNode> arguments, string owner) =>
        context.ReportDuplicates(arguments.Select(a => a.Name), new(StringComparer.Ordinal), n => $"Argument \"{owner}({n}:)\" can only be defined once.");
}
