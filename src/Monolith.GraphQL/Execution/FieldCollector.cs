using System.Collections.Immutable;
using Monolith.GraphQL.Execution.Incremental;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>CollectFields and MergeSelectionSets (specification, section 6.3.2) for one object type.</summary>
internal sealed class FieldCollector(PreparedOperation operation, VariableValues variables, DeferredFields? deferred = null)
{
    private readonly OrderedDictionary<string, List<FieldNode>> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    public IReadOnlyList<KeyValuePair<string, List<FieldNode>>> Collect(ObjectType type, IReadOnlyList<SelectionSetNode> sets, DeferScope? scope = null)
    {
        for (var i = 0; i < sets.Count; i++)
        {
            Visit(type, sets[i], scope?.Usages[i]);
        }

        return [.. _fields];
    }

    private void Visit(ObjectType type, SelectionSetNode set, DeferUsage? outer)
    {
        foreach (var selection in set.Selections)
        {
            if (!IsIncluded(selection.Directives))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    if (!_fields.TryGetValue(field.ResponseName, out var nodes))
                    {
                        _fields.Add(field.ResponseName, nodes = new List<FieldNode>(1));
                    }

                    nodes.Add(field);
                    deferred?.Add(field.ResponseName, outer);
                    break;
                case InlineFragmentNode inline when inline.TypeCondition is null || Applies(type, inline.TypeCondition.Name.Value):
                    Visit(type, inline.SelectionSet, Deferral(inline.Directives) is { } here ? deferred!.Begin(here, outer) : outer);
                    break;
                case FragmentSpreadNode spread when operation.Fragments.TryGetValue(spread.Name.Value, out var fragment) && Applies(type, fragment.TypeCondition.Name.Value):
                    Visit(type, spread, fragment, outer);
                    break;
            }
        }
    }

    private void Visit(ObjectType type, FragmentSpreadNode spread, FragmentDefinitionNode fragment, DeferUsage? outer)
    {
        var deferral = Deferral(spread.Directives);
        if (deferred?.Enter(spread.Name.Value, deferral ?? outer?.Node) ?? _visited.Add(spread.Name.Value))
        {
            Visit(type, fragment.SelectionSet, deferral is null ? outer : deferred!.Begin(deferral, outer));
        }
    }

    private DirectiveNode? Deferral(ImmutableArray<DirectiveNode> directives) =>
        deferred is not null && directives.FirstOrDefault(d => d.Name.Value == "defer") is { } defer && (defer.Arguments.All(a => a.Name.Value != "if") || Condition(defer)) ? defer : null;

    private bool Applies(ObjectType type, string condition) =>
        condition == type.Name || (operation.Schema.FindType(condition) is { IsAbstract: true } named && operation.Schema.IsPossibleType(named, type));

    private bool IsIncluded(ImmutableArray<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            if ((directive.Name.Value == "skip" && Condition(directive)) || (directive.Name.Value == "include" && !Condition(directive)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Condition(DirectiveNode directive) => directive.Arguments.FirstOrDefault(a => a.Name.Value == "if")?.Value switch
    {
        BooleanValueNode constant => constant.Value,
        VariableNode variable when variables.Find(variable.Name.Value) is bool value => value,
        VariableNode variable when directive.Name.Value == "defer" && ReferenceEquals(variables.Find(variable.Name.Value), ArgumentValues.Absent) => true,
        _ => throw new GraphQLException($"The argument 'if' of @{directive.Name.Value} must not be null.", "INVALID_VARIABLE"),
    };
}
