using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Variables have input types (section 5.8.2).</summary>
internal sealed class VariablesAreInputTypesRule : ValidationRule
{
    public override void Enter(ValidationContext context, VariableDefinitionNode node)
    {
        if (context.Resolve(node.Type) is { IsInputType: false } type)
        {
            context.Report($"Variable \"${Excerpt.Of(node.Variable.Name.Value)}\" cannot be non-input type \"{type}\".", node.Type);
        }
    }
}
