using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>One use of @defer that a collection of fields came across, and the use it lies in.</summary>
internal sealed class DeferUsage(DirectiveNode node, DeferUsage? parent)
{
    public DirectiveNode Node => node;

    public DeferUsage? Parent => parent;

    public string? Label { get; } = LabelOf(node);

    public static string? LabelOf(DirectiveNode node) => (node.Arguments.FirstOrDefault(a => a.Name.Value == "label")?.Value as StringValueNode)?.Value;
}

/// <summary>What a collection of fields learns of @defer: the fragments that are deferred, and in which of them each field is selected.</summary>
internal sealed class DeferredFields
{
    private readonly HashSet<(string, DirectiveNode?)> _visited = [];
    private readonly Dictionary<string, List<DeferUsage?>> _usages = new(StringComparer.Ordinal);

    public List<DeferUsage> Fragments { get; } = [];

    public DeferUsage Begin(DirectiveNode node, DeferUsage? outer)
    {
        var usage = new DeferUsage(node, outer);
        Fragments.Add(usage);
        return usage;
    }

    /// <summary>Whether a fragment adds something where it is spread.</summary>
    public bool Enter(string fragment, DirectiveNode? deferral) => !_visited.Contains((fragment, null)) && _visited.Add((fragment, deferral));

    public void Add(string responseName, DeferUsage? usage)
    {
        if (!_usages.TryGetValue(responseName, out var list))
        {
            _usages.Add(responseName, list = new List<DeferUsage?>(1));
        }

        list.Add(usage);
    }

    /// <summary>Where the selections of a field lie, in their order, and the fragments the field waits for: none where any selection is not deferred.</summary>
    public DeferScope ScopeOf(string responseName)
    {
        var usages = _usages[responseName];
        var waits = new HashSet<DeferUsage>();
        if (!usages.Contains(null))
        {
            waits.UnionWith(usages.OfType<DeferUsage>());
            waits.RemoveWhere(usage => HasAncestor(usage, usages));
        }

        return new DeferScope(usages, waits);
    }

    private static bool HasAncestor(DeferUsage usage, List<DeferUsage?> others)
    {
        for (var outer = usage.Parent; outer is not null; outer = outer.Parent)
        {
            if (others.Contains(outer))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>Where selections lie with regard to @defer.</summary>
/// <param name="Usages">For each field node the innermost deferred fragment around it; null: none.</param>
/// <param name="Current">The fragments that are delivered with the fields.</param>
internal sealed record DeferScope(IReadOnlyList<DeferUsage?> Usages, HashSet<DeferUsage> Current)
{
    public static DeferScope None { get; } = new([null], []);

    /// <summary>The scope of selections whose own deferrals are passed over.</summary>
    public DeferScope For(int nodes) => this with { Usages = [.. Enumerable.Repeat(Current.FirstOrDefault(), nodes)] };
}

/// <summary>What of an object comes later.</summary>
/// <param name="Fragments">The deferred fragments that begin at the object.</param>
/// <param name="Groups">The fields that come later, by the fragments they wait for.</param>
internal sealed record DeferPlan(IReadOnlyList<DeferUsage> Fragments, IReadOnlyList<DeferredGroup> Groups);

/// <summary>Fields of an object that are executed together after the initial result.</summary>
internal sealed record DeferredGroup(HashSet<DeferUsage> Fragments, ObjectPlan Plan);

/// <summary>Parts the fields of an object: what is delivered with it, and what waits for the same fragments.</summary>
internal sealed class DeferredGroups(DeferScope? scope)
{
    private readonly List<FieldPlan> _now = [];
    private readonly List<(HashSet<DeferUsage> Fragments, List<FieldPlan> Fields)> _later = [];

    public void Add(FieldPlan field, DeferScope? place)
    {
        if (place is null || place.Current.SetEquals(scope!.Current))
        {
            _now.Add(field);
            return;
        }

        foreach (var (fragments, fields) in _later)
        {
            if (fragments.SetEquals(place.Current))
            {
                fields.Add(field);
                return;
            }
        }

        _later.Add((place.Current, [field]));
    }

    public ObjectPlan ToPlan(ObjectType type, IReadOnlyList<DeferUsage>? fragments)
    {
        DeferredGroup[] groups = [.. _later.Select(later => new DeferredGroup(later.Fragments, new ObjectPlan(type, [.. later.Fields])))];
        return new ObjectPlan(type, [.. _now], fragments is { Count: > 0 } || groups.Length > 0 ? new DeferPlan(fragments ?? [], groups) : null);
    }
}
