using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Fields with one response name mean the same (section 5.3.2).</summary>
internal sealed class OverlappingFieldsCanBeMergedRule : ValidationRule
{
    private FieldConflicts? conflicts;

    public override void Enter(ValidationContext context, SelectionSetNode node)
    {
        conflicts ??= new FieldConflicts(context);
        foreach (var conflict in conflicts.Within(context.ParentType, node))
        {
            context.Report(
                $"Fields \"{Excerpt.Of(conflict.ResponseName)}\" conflict because {conflict.Reason}. Use different aliases on the fields to fetch both if this was intentional.",
                conflict.First.Concat(conflict.Second));
        }
    }
}
