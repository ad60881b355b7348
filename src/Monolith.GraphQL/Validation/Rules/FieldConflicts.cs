using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>
/// Finds fields that cannot be merged. A selection set is compared within itself, with each fragment it spreads, and these with each other; a pair that
/// was compared once is not compared again, and the number of comparisons is bounded, because nested duplicates grow exponentially otherwise.
/// </summary>
internal sealed class FieldConflicts(ValidationContext context)
{
    private const int DeepestComparison = 400;

    private readonly Dictionary<SelectionSetNode, SelectedFields> selected = [];
    private readonly Dictionary<(string, string), bool> comparedFragments = [];
    private readonly Dictionary<(SelectedFields, string), bool> comparedFieldsAndFragments = [];
    private int comparisons;
    private int depth;

    public List<FieldConflict> Within(NamedType? parent, SelectionSetNode set)
    {
        var conflicts = new List<FieldConflict>();
        var fields = FieldsOf(parent, set);
        foreach (var group in fields.ByName.Values)
        {
            for (var i = 0; i < group.Count; i++)
            {
                for (var j = i + 1; j < group.Count; j++)
                {
                    Compare(conflicts, false, group[i], group[j]);
                }
            }
        }

        for (var i = 0; i < fields.Fragments.Count; i++)
        {
            CompareWithFragment(conflicts, false, fields, fields.Fragments[i]);
            for (var j = i + 1; j < fields.Fragments.Count; j++)
            {
                CompareFragments(conflicts, false, fields.Fragments[i], fields.Fragments[j]);
            }
        }

        return conflicts;
    }

    private SelectedFields FieldsOf(NamedType? parent, SelectionSetNode set)
    {
        if (!selected.TryGetValue(set, out var fields))
        {
            selected[set] = fields = SelectedFields.Of(context, parent, set);
        }

        return fields;
    }

    private SelectedFields? FieldsOf(string fragmentName) => context.FindFragment(fragmentName) is { } fragment
        ? FieldsOf(context.Schema.FindType(fragment.TypeCondition.Name.Value), fragment.SelectionSet)
        : null;

    private void CompareWithFragment(List<FieldConflict> conflicts, bool exclusive, SelectedFields fields, string fragmentName)
    {
        if (!IsNew(comparedFieldsAndFragments, (fields, fragmentName), exclusive)
            || FieldsOf(fragmentName) is not { } others || ReferenceEquals(fields, others))
        {
            return;
        }

        Enter();
        Compare(conflicts, exclusive, fields, others);
        foreach (var referenced in others.Fragments)
        {
            CompareWithFragment(conflicts, exclusive, fields, referenced);
        }

        depth--;
    }

    private void CompareFragments(List<FieldConflict> conflicts, bool exclusive, string first, string second)
    {
        var pair = string.CompareOrdinal(first, second) < 0 ? (first, second) : (second, first);
        if (first == second || !IsNew(comparedFragments, pair, exclusive) || FieldsOf(first) is not { } fields || FieldsOf(second) is not { } others)
        {
            return;
        }

        Enter();
        Compare(conflicts, exclusive, fields, others);
        foreach (var referenced in others.Fragments)
        {
            CompareFragments(conflicts, exclusive, first, referenced);
        }

        foreach (var referenced in fields.Fragments)
        {
            CompareFragments(conflicts, exclusive, referenced, second);
        }

        depth--;
    }

    private List<FieldConflict> CompareSelections(bool exclusive, SelectedField first, SelectedField second)
    {
        Enter();
        var conflicts = new List<FieldConflict>();
        var fields = FieldsOf(first.Definition?.Type.NamedType, first.Node.SelectionSet!);
        var others = FieldsOf(second.Definition?.Type.NamedType, second.Node.SelectionSet!);
        Compare(conflicts, exclusive, fields, others);
        foreach (var fragment in others.Fragments)
        {
            CompareWithFragment(conflicts, exclusive, fields, fragment);
        }

        foreach (var fragment in fields.Fragments)
        {
            CompareWithFragment(conflicts, exclusive, others, fragment);
        }

        foreach (var fragment in fields.Fragments)
        {
            foreach (var other in others.Fragments)
            {
                CompareFragments(conflicts, exclusive, fragment, other);
            }
        }

        depth--;
        return conflicts;
    }

    private void Compare(List<FieldConflict> conflicts, bool exclusive, SelectedFields fields, SelectedFields others)
    {
        foreach (var (name, group) in fields.ByName)
        {
            if (!others.ByName.TryGetValue(name, out var otherGroup))
            {
                continue;
            }

            foreach (var field in group)
            {
                foreach (var other in otherGroup)
                {
                    Compare(conflicts, exclusive, field, other);
                }
            }
        }
    }

    private void Compare(List<FieldConflict> conflicts, bool exclusive, SelectedField first, SelectedField second)
    {
        Count(second.Node);

        // Different object types never meet in one response; their fields need only have the same shape.
        exclusive = exclusive || (!ReferenceEquals(first.Parent, second.Parent) && first.Parent is ObjectType && second.Parent is ObjectType);
        if (FieldDifference.Between(first, second, exclusive) is { } reason)
        {
            conflicts.Add(new FieldConflict(first.Node.ResponseName, reason, [first.Node], [second.Node]));
        }
        else if (first.Node.SelectionSet is not null && second.Node.SelectionSet is not null)
        {
            var inner = CompareSelections(exclusive, first, second);
            if (inner.Count > 0)
            {
                conflicts.Add(FieldConflict.OfSubfields(first.Node, second.Node, inner));
            }
        }
    }

    private void Count(SyntaxNode place)
    {
        if (++comparisons > context.Options.MaxMergeComparisons)
        {
            TooComplex(place);
        }
    }

    private void Enter()
    {
        if (++depth > DeepestComparison)
        {
            TooComplex(context.Document);
        }
    }

    private void TooComplex(SyntaxNode node)
    {
        context.ReportLimit("The document selects more fields of the same name than the limit of comparisons allows.", "DOCUMENT_TOO_COMPLEX", node);
        throw new ValidationAbortedException();
    }

    /// <summary>A pair compared as not exclusive, which is stricter, need not be compared as exclusive.</summary>
    private bool IsNew<TPair>(Dictionary<TPair, bool> compared, TPair pair, bool exclusive)
        where TPair : notnull
    {
        Count(context.Document);
        if (compared.TryGetValue(pair, out var wasExclusive) && (exclusive || !wasExclusive))
        {
            return false;
        }

        compared[pair] = exclusive;
        return true;
    }
}
