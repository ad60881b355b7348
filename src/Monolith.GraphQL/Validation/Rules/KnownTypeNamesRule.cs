using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Types that are named exist (section 5.5.1.2 and 5.8.2).</summary>
internal sealed class KnownTypeNamesRule : ValidationRule
{
    public override void Enter(ValidationContext context, NamedTypeNode node)
    {
        var name = node.Name.Value;
        if (context.Schema.FindType(name) is null)
        {
            context.Report($"Unknown type \"{Excerpt.Of(name)}\".{Suggestion.For(context, name, context.Schema.Types.Select(t => t.Name))}", node);
        }
    }
}
