using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Limits;

/// <summary>
/// How large a selection is with its fragments opened: nested fields, aliases, nested fields that have the names of introspection's lists, and those of them
/// that are inside an introspection field.
/// </summary>
internal readonly record struct SelectionSize(int Depth, long Aliases, int Lists, int IntrospectionDepth);

/// <summary>Measures selections; each fragment is measured once, however often it is spread.</summary>
internal sealed class SelectionMeasure(ValidationContext context)
{
    private const int DeepestNesting = 400;
    private const long ManyAliases = int.MaxValue;

    private readonly Dictionary<string, SelectionSize> fragments = new(StringComparer.Ordinal);
    private int nesting;

    public SelectionSize Of(OperationDefinitionNode operation) => Of(operation.SelectionSet);

    private SelectionSize Of(SelectionSetNode? set)
    {
        if (set is null)
        {
            return default;
        }

        if (++nesting > DeepestNesting)
        {
            context.ReportLimit($"The document nests selections and fragments deeper than the limit of {DeepestNesting}.", "DOCUMENT_TOO_DEEP", set);
            throw new ValidationAbortedException();
        }

        var size = default(SelectionSize);
        foreach (var selection in set.Selections)
        {
            var part = selection switch
            {
                FieldNode field => Of(field),
                InlineFragmentNode inline => Of(inline.SelectionSet),
                _ => OfFragment(((FragmentSpreadNode)selection).Name.Value),
            };
            size = new SelectionSize(
                Math.Max(size.Depth, part.Depth),
                Math.Min(ManyAliases, size.Aliases + part.Aliases),
                Math.Max(size.Lists, part.Lists),
                Math.Max(size.IntrospectionDepth, part.IntrospectionDepth));
        }

        nesting--;
        return size;
    }

    private SelectionSize Of(FieldNode field)
    {
        var inner = Of(field.SelectionSet);
        var lists = inner.Lists + (field.Name.Value is "fields" or "interfaces" or "possibleTypes" or "inputFields" ? 1 : 0);
        var aliases = inner.Aliases + (field.Alias is null ? 0 : 1);
        return field.Name.Value is "__schema" or "__type"
            ? new SelectionSize(1, aliases, 0, Math.Max(inner.IntrospectionDepth, lists))
            : new SelectionSize(inner.Depth + 1, aliases, lists, inner.IntrospectionDepth);
    }

    private SelectionSize OfFragment(string name)
    {
        if (fragments.TryGetValue(name, out var known))
        {
            return known;
        }

        // While it is measured it counts as nothing: a cycle ends here and is refused by its own rule.
        fragments[name] = default;
        return fragments[name] = Of(context.FindFragment(name)?.SelectionSet);
    }
}
