using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>One operation of a validated document, with its plans: one for each set of values of the variables that @skip, @include and @defer use.</summary>
internal sealed class PreparedOperation
{
    private const int MaxPlans = 16;
    private readonly ConcurrentDictionary<long, OperationPlan> _plans = new();
    private readonly int[] _conditions;

    public PreparedOperation(Schema schema, OperationDefinitionNode node, ObjectType rootType, FrozenDictionary<string, FragmentDefinitionNode> fragments)
    {
        Schema = schema;
        Node = node;
        RootType = rootType;
        Fragments = fragments;
        Variables = [.. node.VariableDefinitions.Select(definition => new VariableShape(schema, definition))];
        var used = new HashSet<string>(StringComparer.Ordinal);
        Conditions(node.SelectionSet, used);
        foreach (var fragment in fragments.Values)
        {
            Conditions(fragment.SelectionSet, used);
        }

        _conditions = [.. Enumerable.Range(0, Variables.Length).Where(i => used.Contains(Variables[i].Name))];
    }

    public Schema Schema { get; }

    public OperationDefinitionNode Node { get; }

    public ObjectType RootType { get; }

    public FrozenDictionary<string, FragmentDefinitionNode> Fragments { get; }

    public VariableShape[] Variables { get; }

    /// <summary>Whether the document names <c>__schema</c> or <c>__type</c> anywhere.</summary>
    public bool UsesIntrospection { get; private set; }

    /// <summary>Whether the document says @defer or @stream, the schema knows them, and the operation is no subscription.</summary>
    public bool IsIncremental { get; private set; }

    public OperationPlan PlanFor(VariableValues variables, int maxFields, bool isIncremental = false)
    {
        if (_conditions.Length > 30)
        {
            return new OperationPlan(this, variables, maxFields, isIncremental);
        }

        var key = isIncremental ? 3L : 2L;
        foreach (var index in _conditions)
        {
            key = (key << 2) | (variables[index] is bool value ? (value ? 1L : 0L) : 2L);
        }

        if (_plans.TryGetValue(key, out var plan))
        {
            return plan;
        }

        plan = new OperationPlan(this, variables, maxFields, isIncremental);
        return _plans.Count < MaxPlans ? _plans.GetOrAdd(key, plan) : plan;
    }

    /// <summary>The values that a plan may keep: booleans of conditions, never what a caller wrote elsewhere.</summary>
    public VariableValues OnlyConditions(VariableValues variables)
    {
        var kept = new object?[Variables.Length];
        Array.Fill(kept, ArgumentValues.Absent);
        foreach (var index in _conditions)
        {
            kept[index] = variables[index];
        }

        return new VariableValues(Variables, kept);
    }

    private void Conditions(SelectionSetNode set, HashSet<string> used)
    {
        foreach (var selection in set.Selections)
        {
            UsesIntrospection |= selection is FieldNode { Name.Value: "__schema" or "__type" };
            Conditions(selection.Directives, used);
            var inner = selection switch { FieldNode field => field.SelectionSet, InlineFragmentNode fragment => fragment.SelectionSet, _ => null };
            if (inner is not null)
            {
                Conditions(inner, used);
            }
        }
    }

    private void Conditions(ImmutableArray<DirectiveNode> directives, HashSet<string> used)
    {
        foreach (var directive in directives)
        {
            IsIncremental |= directive.Name.Value is "defer" or "stream" && Node.Operation is not OperationType.Subscription && Schema.Directives.Contains(directive.Name.Value);
            if (directive.Name.Value is "skip" or "include" or "defer")
            {
                used.UnionWith(directive.Arguments.Select(a => a.Value).OfType<VariableNode>().Select(v => v.Name.Value));
            }
        }
    }
}
