using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Two sets of fields that cannot be merged, and why.</summary>
internal sealed record FieldConflict(string ResponseName, string Reason, List<FieldNode> First, List<FieldNode> Second)
{
    private const int LongestReason = 400;

    /// <summary>The conflict of two fields whose sub-selections conflict.</summary>
    public static FieldConflict OfSubfields(FieldNode first, FieldNode second, List<FieldConflict> inner)
    {
        var reasons = string.Join(" and ", inner.Take(4).Select(c => $"subfields \"{Excerpt.Of(c.ResponseName)}\" conflict because {c.Reason}"));
        return new FieldConflict(
            first.ResponseName,
            Excerpt.Of(reasons, LongestReason),
            [first, .. inner.SelectMany(c => c.First)],
            [second, .. inner.SelectMany(c => c.Second)]);
    }
}

/// <summary>A field where it was selected: on which type, and as which field of the schema, if both are known.</summary>
internal readonly record struct SelectedField(NamedType? Parent, FieldNode Node, OutputField? Definition);

/// <summary>The fields of a selection set by response name, inline fragments opened, and the names of the fragments it spreads.</summary>
internal sealed class SelectedFields
{
    public OrderedDictionary<string, List<SelectedField>> ByName { get; } = new(StringComparer.Ordinal);

    public List<string> Fragments { get; } = [];

    public static SelectedFields Of(ValidationContext context, NamedType? parent, SelectionSetNode set)
    {
        var selected = new SelectedFields();
        selected.Collect(context, parent, set);
        return selected;
    }

    private void Collect(ValidationContext context, NamedType? parent, SelectionSetNode set)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode field:
                    if (!ByName.TryGetValue(field.ResponseName, out var fields))
                    {
                        ByName[field.ResponseName] = fields = new List<SelectedField>(1);
                    }

                    fields.Add(new SelectedField(parent, field, (parent as ComplexType)?.Fields.Find(field.Name.Value)));
                    break;
                case FragmentSpreadNode spread when context.FindFragment(spread.Name.Value) is not null:
                    if (!Fragments.Contains(spread.Name.Value))
                    {
                        Fragments.Add(spread.Name.Value);
                    }

                    break;
                case InlineFragmentNode inline:
                    Collect(context, inline.TypeCondition is null ? parent : context.Schema.FindType(inline.TypeCondition.Name.Value), inline.SelectionSet);
                    break;
            }
        }
    }
}
