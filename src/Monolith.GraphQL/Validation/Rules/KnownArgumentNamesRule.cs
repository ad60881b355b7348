using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Arguments exist (section 5.4.1).</summary>
internal sealed class KnownArgumentNamesRule : ValidationRule
{
    public override void Enter(ValidationContext context, ArgumentNode node)
    {
        if (context.Input is not null)
        {
            return;
        }

        var name = node.Name.Value;
        if (context.Directive is { } directive)
        {
            var proposal = Suggestion.For(context, name, directive.Arguments.Select(a => a.Name));
            context.Report($"Unknown argument \"{Excerpt.Of(name)}\" on directive \"{directive}\".{proposal}", node);
        }
        else if (!context.InDirectives && context.Field is { } field && context.ParentType is { } parent)
        {
            var proposal = Suggestion.For(context, name, field.Arguments.Select(a => a.Name));
            context.Report($"Unknown argument \"{Excerpt.Of(name)}\" on field \"{parent}.{field.Name}\".{proposal}", node);
        }
    }
}
