using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;
using System.Collections.Immutable;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Required arguments are given (section 5.4.3).</summary>
internal sealed class ProvidedRequiredArgumentsRule : ValidationRule
{
    public override void Enter(ValidationContext context, FieldNode node)
    {
        if (context.Field is { Arguments.Count: > 0 } field)
        {
            Check(context, node, node.Arguments, field.Arguments, $"Field \"{field.Name}\"");
        }
    }

    public override void Enter(ValidationContext context, DirectiveNode node)
    {
        if (context.Directive is { Arguments.Count: > 0 } directive)
        {
            Check(context, node, node.Arguments, directive.Arguments, $"Directive \"{directive}\"");
        }
    }

    private static void Check(
        ValidationContext context, SyntaxNode node, ImmutableArray<ArgumentNode> given, MemberCollection<Argument> definitions, string what)
    {
        for (var i = 0; i < definitions.Count; i++)
        {
            var definition = definitions[i];
            if (definition.IsRequired && !given.Any(a => a.Name.Value == definition.Name))
            {
                context.Report($"{what} argument \"{definition.Name}\" of type \"{definition.Type}\" is required, but it was not provided.", node);
            }
        }
    }
}
