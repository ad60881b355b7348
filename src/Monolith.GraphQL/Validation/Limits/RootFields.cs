using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Limits;

/// <summary>The number of response names at the root of an operation.</summary>
internal static class RootFields
{
    public static int Count(ValidationContext context, OperationDefinitionNode operation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<SelectionSetNode>();
        var waiting = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (waiting.TryPop(out var set))
        {
            if (!seen.Add(set))
            {
                continue;
            }

            foreach (var selection in set.Selections)
            {
                switch (selection)
                {
                    case FieldNode field:
                        names.Add(field.ResponseName);
                        break;
                    case InlineFragmentNode inline:
                        waiting.Push(inline.SelectionSet);
                        break;
                    case FragmentSpreadNode spread when context.FindFragment(spread.Name.Value) is { } fragment:
                        waiting.Push(fragment.SelectionSet);
                        break;
                }
            }
        }

        return names.Count;
    }
}
