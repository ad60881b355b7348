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
            var message = $"Fields \"{Excerpt.Of(conflict.ResponseName)}\" conflict because {conflict.Reason}. Use different aliases to fetch both.";
            context.Report(message, conflict.First.Concat(conflict.Second));
        }
    }
}
