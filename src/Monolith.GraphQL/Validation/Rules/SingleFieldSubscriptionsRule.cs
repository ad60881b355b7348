using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>A subscription has one root field, which is no introspection and not conditional (section 5.2.4.1).</summary>
internal sealed class SingleFieldSubscriptionsRule : ValidationRule
{
    private const int DeepestSelection = 400;

    private readonly OrderedDictionary<string, List<FieldNode>> groups = new(StringComparer.Ordinal);
    private readonly List<DirectiveNode> conditions = [];
    private readonly HashSet<string> spread = new(StringComparer.Ordinal);

    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (node.Operation is not OperationType.Subscription || context.Schema.SubscriptionType is not { } root)
        {
            return;
        }

        groups.Clear();
        conditions.Clear();
        spread.Clear();
        Collect(context, root, node.SelectionSet, 0);
        var what = node.Name is { } name ? $"Subscription \"{Excerpt.Of(name.Value)}\"" : "Anonymous Subscription";
        if (conditions.Count > 0)
        {
            context.Report($"{what} must not use `@skip` or `@include` directives in the top level selection.", conditions);
            return;
        }

        if (groups.Count > 1)
        {
            context.Report($"{what} must select only one top level field.", groups.Values.Skip(1).SelectMany(g => g));
        }

        foreach (var group in groups.Values)
        {
            if (group[0].Name.Value.StartsWith("__", StringComparison.Ordinal))
            {
                context.Report($"{what} must not select an introspection top level field.", group);
            }
        }
    }

    private void Collect(ValidationContext context, ObjectType root, SelectionSetNode set, int depth)
    {
        foreach (var selection in set.Selections)
        {
            if (selection.Directives.FirstOrDefault(d => d.Name.Value is "skip") is { } skip)
            {
                conditions.Add(skip);
            }
            else if (selection.Directives.FirstOrDefault(d => d.Name.Value is "include") is { } include)
            {
                conditions.Add(include);
            }
            else if (depth < DeepestSelection)
            {
                Collect(context, root, selection, depth);
            }
        }
    }

    private void Collect(ValidationContext context, ObjectType root, SelectionNode selection, int depth)
    {
        switch (selection)
        {
            case FieldNode field:
                if (!groups.TryGetValue(field.ResponseName, out var group))
                {
                    groups[field.ResponseName] = group = [];
                }

                group.Add(field);
                break;
            case InlineFragmentNode inline when Applies(context, root, inline.TypeCondition):
                Collect(context, root, inline.SelectionSet, depth + 1);
                break;
            case FragmentSpreadNode use when spread.Add(use.Name.Value) && context.FindFragment(use.Name.Value) is { } fragment:
                if (Applies(context, root, fragment.TypeCondition))
                {
                    Collect(context, root, fragment.SelectionSet, depth + 1);
                }

                break;
        }
    }

    private static bool Applies(ValidationContext context, ObjectType root, NamedTypeNode? condition) =>
        condition is null || (context.Schema.FindType(condition.Name.Value) is { } type && context.Schema.IsPossibleType(type, root));
}
