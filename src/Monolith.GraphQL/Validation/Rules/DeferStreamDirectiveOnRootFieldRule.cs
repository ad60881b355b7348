using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>The roots of mutations and subscriptions are not deferred or streamed (draft, "Defer And Stream Directives Are Used On Valid Root Field").</summary>
internal sealed class DeferStreamDirectiveOnRootFieldRule : ValidationRule
{
    private const int DeepestSelection = 400;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (node.Operation is not OperationType.Query && context.Schema.RootType(node.Operation) is { } root)
        {
            Check(context, node.SelectionSet, $"cannot be used on root {node.Operation.ToString().ToLowerInvariant()} type \"{root}\".", 0);
        }
    }

    private void Check(ValidationContext context, SelectionSetNode set, string problem, int depth)
    {
        foreach (var selection in set.Selections)
        {
            var name = selection is FieldNode ? "stream" : "defer";
            if (selection is FragmentSpreadNode { Name.Value: var spread } && (!seen.Add(spread) || context.FindFragment(spread) is null))
            {
                continue;
            }

            if (selection.Directives.FirstOrDefault(d => d.Name.Value == name) is { } use)
            {
                context.Report($"Directive \"@{name}\" {problem}", use);
            }

            var inner = selection switch
            {
                InlineFragmentNode inline => inline.SelectionSet,
                FragmentSpreadNode fragment => context.FindFragment(fragment.Name.Value)!.SelectionSet,
                _ => null,
            };
            if (inner is not null && depth < DeepestSelection)
            {
                Check(context, inner, problem, depth + 1);
            }
        }
    }
}
