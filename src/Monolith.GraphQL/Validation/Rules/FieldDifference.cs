using System.Collections.Immutable;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Why two fields with one response name cannot be merged, their sub-selections aside.</summary>
internal static class FieldDifference
{
    public static string? Between(SelectedField first, SelectedField second, bool exclusive)
    {
        if (!exclusive)
        {
            var (name, otherName) = (first.Node.Name.Value, second.Node.Name.Value);
            if (name != otherName)
            {
                return $"\"{Excerpt.Of(name)}\" and \"{Excerpt.Of(otherName)}\" are different fields";
            }

            if (!SameArguments(first.Node.Arguments, second.Node.Arguments))
            {
                return "they have differing arguments";
            }
        }

        if (IsStreamed(first.Node) || IsStreamed(second.Node))
        {
            return "they have overlapping stream directives";
        }

        return first.Definition?.Type is { } type && second.Definition?.Type is { } otherType && HaveDifferentShapes(type, otherType)
            ? $"they return conflicting types \"{type}\" and \"{otherType}\""
            : null;
    }

    private static bool HaveDifferentShapes(GraphType first, GraphType second) => (first, second) switch
    {
        (NonNullType a, NonNullType b) => HaveDifferentShapes(a.InnerType, b.InnerType),
        (NonNullType, _) or (_, NonNullType) => true,
        (ListType a, ListType b) => HaveDifferentShapes(a.ItemType, b.ItemType),
        (ListType, _) or (_, ListType) => true,
        _ => (first.IsLeaf || second.IsLeaf) && !ReferenceEquals(first, second),
    };

    private static bool IsStreamed(FieldNode field) => field.Directives.Any(d => d.Name.Value == "stream");

    private static bool SameArguments(ImmutableArray<ArgumentNode> first, ImmutableArray<ArgumentNode> second)
    {
        if (first.Length != second.Length)
        {
            return false;
        }

        foreach (var argument in first)
        {
            var other = second.FirstOrDefault(a => a.Name.Value == argument.Name.Value);
            if (other is null || !SameValue(argument.Value, other.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameValue(ValueNode first, ValueNode second) => (first, second) switch
    {
        (VariableNode a, VariableNode b) => a.Name.Value == b.Name.Value,
        (IntValueNode a, IntValueNode b) => a.Value == b.Value,
        (FloatValueNode a, FloatValueNode b) => a.Value == b.Value,
        (StringValueNode a, StringValueNode b) => a.Block == b.Block && a.Value == b.Value,
        (BooleanValueNode a, BooleanValueNode b) => a.Value == b.Value,
        (EnumValueNode a, EnumValueNode b) => a.Value == b.Value,
        (NullValueNode, NullValueNode) => true,
        (ListValueNode a, ListValueNode b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => SameValue(p.First, p.Second)),
        (ObjectValueNode a, ObjectValueNode b) => a.Fields.Length == b.Fields.Length
            && Sorted(a).Zip(Sorted(b)).All(p => p.First.Name.Value == p.Second.Name.Value && SameValue(p.First.Value, p.Second.Value)),
        _ => false,
    };

    private static IEnumerable<ObjectFieldNode> Sorted(ObjectValueNode value) => value.Fields.OrderBy(f => f.Name.Value, StringComparer.Ordinal);
}
