using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Defined variables are used (section 5.8.4).</summary>
internal sealed class NoUnusedVariablesRule : ValidationRule
{
    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode { VariableDefinitions.IsEmpty: false } operation)
            {
                Check(context, operation);
            }
        }
    }

    private static void Check(ValidationContext context, OperationDefinitionNode operation)
    {
        var used = context.UsagesOf(operation).Select(u => u.Node.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var variable in operation.VariableDefinitions)
        {
            if (!used.Contains(variable.Variable.Name.Value))
            {
                var where = operation.Name is { } name ? $" in operation \"{Excerpt.Of(name.Value)}\"" : "";
                context.Report($"Variable \"${Excerpt.Of(variable.Variable.Name.Value)}\" is never used{where}.", variable);
            }
        }
    }
}
