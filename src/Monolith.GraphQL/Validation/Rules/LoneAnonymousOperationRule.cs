using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>An anonymous operation is alone in its document (section 5.2.3.1).</summary>
internal sealed class LoneAnonymousOperationRule : ValidationRule
{
    private int operations = -1;

    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (operations < 0)
        {
            operations = context.Document.Definitions.Count(d => d is OperationDefinitionNode);
        }

        if (node.Name is null && operations > 1)
        {
            context.Report("This anonymous operation must be the only defined operation.", node);
        }
    }
}
