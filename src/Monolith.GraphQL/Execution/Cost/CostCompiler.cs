using System.Collections.Immutable;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>Turns an operation into the term of its cost. The same fields under the same type are looked at once, however many types of an interface lead there.</summary>
internal sealed class CostCompiler(PreparedOperation operation, VariableValues conditions, CostOptions options, PlanBudget budget)
{
    private const int BudgetFactor = 20;
    private static readonly CostTerm One = CostTerm.Constant(1);
    private static readonly Sizing NoSize = new([], One);
    private readonly Dictionary<Place, CostTerm> _known = [];

    /// <exception cref="GraphQLException">The operation has too many combinations of types to count; code OPERATION_TOO_COMPLEX.</exception>
    public static CostTerm Compile(PreparedOperation operation, VariableValues conditions, CostOptions options, int maxFields)
    {
        var budget = new PlanBudget((int)Math.Min(int.MaxValue, (long)maxFields * BudgetFactor));
        return new CostCompiler(operation, conditions, options, budget).OfObject(operation.RootType, [operation.Node.SelectionSet], NoSize);
    }

    private CostTerm OfObject(ObjectType type, IReadOnlyList<SelectionSetNode> sets, Sizing inherited)
    {
        var collected = new FieldCollector(operation, conditions).Collect(type, sets);
        budget.Spend(collected.Count);
        var terms = new List<CostTerm>(collected.Count);
        foreach (var (_, nodes) in collected)
        {
            if (operation.Schema.FindField(type, nodes[0].Name.Value) is { } field && !field.Name.StartsWith("__", StringComparison.Ordinal))
            {
                terms.Add(OfField(type, field, nodes, inherited));
            }
        }

        return CostTerm.Sum(terms);
    }

    private CostTerm OfField(ObjectType owner, OutputField field, List<FieldNode> nodes, Sizing inherited)
    {
        var weight = field.Cost ?? (ReferenceEquals(owner, operation.Schema.MutationType) ? options.MutationWeight : field.IsPure ? 0 : options.ResolverWeight);
        foreach (var argument in nodes[0].Arguments)
        {
            weight += field.Arguments.Find(argument.Name.Value)?.Cost ?? 0;
        }

        var named = field.Type.NamedType;
        if (!named.IsComposite)
        {
            return named.Cost is > 0 and var leaf
                ? CostTerm.Sum([CostTerm.Constant(weight), CostTerm.Times(SizeOf(field, nodes[0], inherited), CostTerm.Constant(leaf))])
                : CostTerm.Constant(weight);
        }

        var sizing = field.ListSize is { SizedFields.Count: > 0 } declared
            ? new Sizing(declared.SizedFields, ListSizeTerm.For(operation, field, nodes[0], options.DefaultListSize))
            : NoSize;
        return CostTerm.Sum([CostTerm.Constant(weight), CostTerm.Times(SizeOf(field, nodes[0], inherited), OfSelection(named, [.. nodes], sizing))]);
    }

    private CostTerm OfSelection(NamedType declared, ImmutableArray<FieldNode> nodes, Sizing sizing)
    {
        SelectionSetNode[] sets = [.. nodes.Select(n => n.SelectionSet).OfType<SelectionSetNode>()];
        return CostTerm.Largest([.. operation.Schema.PossibleTypes(declared).Select(type =>
        {
            var place = new Place(type, nodes, sizing);
            if (!_known.TryGetValue(place, out var term))
            {
                _known[place] = term = CostTerm.Sum([CostTerm.Constant(type.Cost ?? options.ObjectWeight), OfObject(type, sets, sizing)]);
            }

            return term;
        })]);
    }

    private CostTerm SizeOf(OutputField field, FieldNode node, Sizing inherited)
    {
        var size = One;
        var isOuter = true;
        for (var type = field.Type.NullableType; type is ListType list; type = list.ItemType.NullableType)
        {
            var here = !isOuter ? CostTerm.Constant(options.DefaultListSize)
                : inherited.Fields.Contains(field.Name) ? inherited.Size
                : field.ListSize is { SizedFields.Count: > 0 } ? CostTerm.Constant(options.DefaultListSize)
                : ListSizeTerm.For(operation, field, node, options.DefaultListSize);
            size = CostTerm.Times(size, here);
            isOuter = false;
        }

        return size;
    }

    /// <summary>The fields whose lists have the size that the field above them was given.</summary>
    private sealed record Sizing(IReadOnlyList<string> Fields, CostTerm Size);

    private readonly struct Place(ObjectType type, ImmutableArray<FieldNode> nodes, Sizing sizing) : IEquatable<Place>
    {
        private readonly ObjectType _type = type;
        private readonly ImmutableArray<FieldNode> _nodes = nodes;
        private readonly Sizing _sizing = sizing;

        public bool Equals(Place other) => ReferenceEquals(_type, other._type) && ReferenceEquals(_sizing, other._sizing) && _nodes.AsSpan().SequenceEqual(other._nodes.AsSpan());

        public override bool Equals(object? obj) => obj is Place other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_type, _nodes.Length, _nodes[0]);
    }
}
