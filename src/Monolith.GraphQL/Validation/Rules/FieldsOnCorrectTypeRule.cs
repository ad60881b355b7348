using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Selected fields exist (section 5.3.1).</summary>
internal sealed class FieldsOnCorrectTypeRule : ValidationRule
{
    public override void Enter(ValidationContext context, FieldNode node)
    {
        if (context.ParentType is { } parent && context.Field is null)
        {
            var name = node.Name.Value;
            context.Report($"Cannot query field \"{Excerpt.Of(name)}\" on type \"{parent}\".{Propose(context, parent, name)}", node);
        }
    }

    private static string Propose(ValidationContext context, NamedType parent, string name)
    {
        if (parent is ComplexType complex && Suggestion.For(context, name, complex.Fields.Select(f => f.Name)) is { Length: > 0 } proposed)
        {
            return proposed;
        }

        var holders = parent.IsAbstract ? context.Schema.PossibleTypes(parent).Where(t => t.Fields.Contains(name)) : [];
        return Suggestion.ForFragment(context, holders.Select(t => t.Name));
    }
}
