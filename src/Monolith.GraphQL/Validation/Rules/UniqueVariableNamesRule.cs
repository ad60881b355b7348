using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Variable names are unique in an operation (section 5.8.1).</summary>
internal sealed class UniqueVariableNamesRule : ValidationRule
{
    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (node.VariableDefinitions.Length > 1)
        {
            Duplicates.Report(context, node.VariableDefinitions.Select(v => v.Variable.Name), name => $"There can be only one variable named \"${name}\".");
        }
    }
}
