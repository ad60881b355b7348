using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Each fragment is used (section 5.5.1.4).</summary>
internal sealed class NoUnusedFragmentsRule : ValidationRule
{
    public override void LeaveDocument(ValidationContext context)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<DefinitionNode>(context.Document.Definitions.Where(d => d is OperationDefinitionNode));
        while (waiting.TryPop(out var definition))
        {
            foreach (var spread in context.FactsOf(definition).Spreads)
            {
                if (used.Add(spread.Name.Value) && context.FindFragment(spread.Name.Value) is { } fragment)
                {
                    waiting.Push(fragment);
                }
            }
        }

        foreach (var definition in context.Document.Definitions)
        {
            if (definition is FragmentDefinitionNode fragment && !used.Contains(fragment.Name.Value))
            {
                context.Report($"Fragment \"{Excerpt.Of(fragment.Name.Value)}\" is never used.", fragment);
            }
        }
    }
}
