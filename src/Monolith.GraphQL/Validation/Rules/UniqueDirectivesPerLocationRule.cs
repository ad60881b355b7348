using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>A directive stands once at one place unless it is repeatable (section 5.7.3).</summary>
internal sealed class UniqueDirectivesPerLocationRule : ValidationRule
{
    public override void EnterDirectives(ValidationContext context, SyntaxNode owner, IHasDirectives directives)
    {
        if (directives.Directives.Length < 2)
        {
            return;
        }

        var known = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (var directive in directives.Directives)
        {
            var name = directive.Name.Value;
            if (context.Schema.Directives.Find(name) is { IsRepeatable: false } && !known.TryAdd(name, directive))
            {
                context.Report($"The directive \"@{Excerpt.Of(name)}\" can only be used once at this location.", known[name], directive);
            }
        }
    }
}
