using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Only operations and fragments can be executed (section 5.1.1).</summary>
internal sealed class ExecutableDefinitionsRule : ValidationRule
{
    public override void Enter(ValidationContext context, DefinitionNode node)
    {
        if (node is not (OperationDefinitionNode or FragmentDefinitionNode))
        {
            context.Report($"The {node.Kind} is not executable.", node);
        }
    }
}
