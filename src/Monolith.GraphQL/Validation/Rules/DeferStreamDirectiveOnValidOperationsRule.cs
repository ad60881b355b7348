using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Nothing of a subscription is deferred or streamed unless a condition can switch it off (draft, "Defer And Stream Directives Are Used On Valid Operations").</summary>
internal sealed class DeferStreamDirectiveOnValidOperationsRule : ValidationRule
{
    private const int DeepestSelection = 400;

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (node.Operation is OperationType.Subscription)
        {
            Check(context, node.SelectionSet, 0);
        }
    }

    private void Check(ValidationContext context, SelectionSetNode set, int depth)
    {
        foreach (var selection in set.Selections.Where(s => depth < DeepestSelection && !s.Directives.Any(IsSkip)))
        {
            foreach (var use in selection.Directives.Where(d => d.Name.Value is "defer" or "stream" && !CanBe(d, false, false)))
            {
                context.Report($"Directive \"@{use.Name.Value}\" is not supported on subscriptions. Its argument \"if\" can switch it off.", use);
            }

            var inner = selection switch
            {
                FieldNode field => field.SelectionSet,
                InlineFragmentNode inline => inline.SelectionSet,
                FragmentSpreadNode spread when seen.Add(spread.Name.Value) => context.FindFragment(spread.Name.Value)?.SelectionSet,
                _ => null,
            };
            if (inner is not null)
            {
                Check(context, inner, depth + 1);
            }
        }
    }

    private static bool IsSkip(DirectiveNode directive) => directive.Name.Value switch
    {
        "skip" => CanBe(directive, true, true),
        "include" => CanBe(directive, false, false),
        _ => false,
    };

    private static bool CanBe(DirectiveNode directive, bool value, bool otherwise) => directive.Arguments.FirstOrDefault(a => a.Name.Value == "if")?.Value switch
    {
        BooleanValueNode constant => constant.Value == value,
        VariableNode => true,
        _ => otherwise,
    };
}
