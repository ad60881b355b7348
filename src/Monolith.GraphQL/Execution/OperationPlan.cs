using System.Collections.Concurrent;
using System.Text;
using Monolith.GraphQL.Execution.Incremental;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The fields to answer for one object type, merged and in the order of the response. Shared by all requests.</summary>
internal sealed class ObjectPlan(ObjectType type, FieldPlan[] fields, DeferPlan? deferred = null)
{
    public ObjectType Type { get; } = type;

    public FieldPlan[] Fields { get; } = fields;

    /// <summary>The fields that come after the first result; null where there are none.</summary>
    public DeferPlan? Deferred { get; } = deferred;

    /// <summary>Whether everything below is had without waiting, so that it has no holes.</summary>
    public bool IsPure { get; } = deferred is null && fields.All(f => f.IsDeeplyPure);

    /// <summary>Whether a stub answers it all.</summary>
    public bool NeedsOnlyIdentity { get; } = deferred is null && fields.All(f => f.IsTypeName || (f.Field.Name == "id" && type.NodeResolver is not null));

    public byte[] TypeNameJson { get; } = Encoding.UTF8.GetBytes($"\"{type.Name}\"");
}

/// <summary>One field of the response.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(OutputField field, FieldNode[] nodes, bool isTypeName, ArgumentPlan arguments, SelectionPlan? selection, StreamPlan? stream)
    {
        Field = field;
        Nodes = nodes;
        IsTypeName = isTypeName;
        Arguments = arguments;
        Selection = selection;
        Key = Encoding.UTF8.GetBytes($"\"{nodes[0].ResponseName}\":");
        FirstKey = [(byte)'{', .. Key];
        NextKey = [(byte)',', .. Key];
        Stream = stream;
        IsDeeplyPure = field.IsPure && stream is null && (selection is null || (selection.IsPure && !CanBeStub(field)));
        Direct = selection is null && field.Arguments.Count == 0 ? field.Direct : null;
    }

    public OutputField Field { get; }

    public FieldNode[] Nodes { get; }

    public bool IsTypeName { get; }

    public ArgumentPlan Arguments { get; }

    /// <summary>What is selected of the field's objects; null for leaves.</summary>
    public SelectionPlan? Selection { get; }

    /// <summary>How the list is streamed; null: it is not.</summary>
    public StreamPlan? Stream { get; }

    /// <summary>The key of the response, quoted, with its colon.</summary>
    public byte[] Key { get; }

    /// <summary>The same with the bracket of the object it begins.</summary>
    public byte[] FirstKey { get; }

    /// <summary>The same with the comma before it.</summary>
    public byte[] NextKey { get; }

    public string ResponseName => Nodes[0].ResponseName;

    /// <summary>Whether nothing of the field waits, nor anything below it.</summary>
    public bool IsDeeplyPure { get; }

    /// <summary>Writes the field without making an object of its value; null where it cannot.</summary>
    public Action<object, ResultWriter>? Direct { get; }

    private static bool CanBeStub(OutputField field) => field.MayBeStub && (field.Type.NamedType as ObjectType)?.NodeResolver is not null;
}

/// <summary>A selection set below a composite type, planned for each object type that turns up.</summary>
internal sealed class SelectionPlan(OperationPlan operation, FieldNode[] nodes, NamedType declared, PlanBudget budget, DeferScope? scope)
{
    private readonly ConcurrentDictionary<ObjectType, ObjectPlan> _plans = new();
    private readonly ObjectPlan? _only = declared is ObjectType type ? operation.Compile(type, nodes, budget, scope) : null;

    public NamedType Declared => declared;

    /// <summary>Whether objects below are had without waiting. Behind an interface or union that is known only once the object is.</summary>
    public bool IsPure => _only is { IsPure: true };

    public ObjectPlan For(ObjectType type) =>
        _only is not null && ReferenceEquals(_only.Type, type) ? _only : _plans.GetOrAdd(type, static (t, at) => at.operation.Compile(t, at.nodes, at.operation.NextBudget(), at.scope), (operation, nodes, scope));
}

/// <summary>An operation made ready: fields collected (specification, section 6.3.2), constants coerced, for one set of values of the @skip and @include variables.</summary>
internal sealed class OperationPlan
{
    private readonly PreparedOperation _operation;
    private readonly VariableValues _variables;
    private readonly int _maxFields;
    private CostTerm? _cost;

    public OperationPlan(PreparedOperation operation, VariableValues variables, int maxFields, bool isIncremental)
    {
        _operation = operation;
        _variables = operation.OnlyConditions(variables);
        _maxFields = maxFields;
        IsIncremental = isIncremental;
        Root = Compile(operation.RootType, [operation.Node.SelectionSet], NextBudget(), isIncremental ? DeferScope.None : null);
        LoneFields.Check(Root);
    }

    /// <summary>Whether @defer and @stream are honoured.</summary>
    public bool IsIncremental { get; }

    public ObjectPlan Root { get; }

    /// <summary>What the operation costs, compiled at the first question. A plan belongs to one executor, and so to one set of options.</summary>
    public CostTerm Cost(CostOptions options) => _cost ??= CostCompiler.Compile(_operation, _variables, options, _maxFields);

    public PlanBudget NextBudget() => new(_maxFields);

    public ObjectPlan Compile(ObjectType type, FieldNode[] nodes, PlanBudget budget, DeferScope? scope)
    {
        var sets = new List<SelectionSetNode>(nodes.Length);
        foreach (var node in nodes)
        {
            if (node.SelectionSet is { } set)
            {
                sets.Add(set);
            }
        }

        return Compile(type, sets, budget, scope);
    }

    private ObjectPlan Compile(ObjectType type, IReadOnlyList<SelectionSetNode> sets, PlanBudget budget, DeferScope? scope)
    {
        var deferred = scope is null || StreamPlan.IsPassing(type) ? null : new DeferredFields();
        var collected = new FieldCollector(_operation, _variables, deferred).Collect(type, sets, deferred is null ? null : scope);
        budget.Spend(collected.Count);
        var groups = new DeferredGroups(scope);
        foreach (var (name, nodes) in collected)
        {
            if (_operation.Schema.FindField(type, nodes[0].Name.Value) is { } field)
            {
                var place = deferred?.ScopeOf(name) ?? scope?.For(nodes.Count);
                groups.Add(Plan(type, field, [.. nodes], budget, place), place);
            }
        }

        return groups.ToPlan(type, deferred?.Fragments);
    }

    private FieldPlan Plan(ObjectType type, OutputField field, FieldNode[] nodes, PlanBudget budget, DeferScope? scope)
    {
        var schema = _operation.Schema;
        var selection = field.Type.NamedType.IsComposite ? new SelectionPlan(this, nodes, field.Type.NamedType, budget, scope) : null;
        var resolved = FieldWrapping.Of(schema, type, field, nodes);
        var isTypeName = ReferenceEquals(resolved, schema.TypeNameField);
        var stream = scope is { Current.Count: <= 1 } ? StreamPlan.Of(schema, field, nodes[0]) : null;
        return new FieldPlan(resolved, nodes, isTypeName, ArgumentPlan.For(field.Arguments, nodes[0].Arguments), selection, stream);
    }
}

/// <summary>How many fields may still be planned at one go.</summary>
internal sealed class PlanBudget(int maxFields)
{
    private int _spent;

    public void Spend(int fields)
    {
        _spent += fields;
        if (_spent > maxFields)
        {
            throw new GraphQLException($"The operation selects more fields than the limit of {maxFields} once its fragments are written out.", "OPERATION_TOO_COMPLEX");
        }
    }
}
