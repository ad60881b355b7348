using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Used variables are defined (section 5.8.3).</summary>
internal sealed class NoUndefinedVariablesRule : ValidationRule
{
    public override void LeaveDocument(ValidationContext context)
    {
        foreach (var definition in context.Document.Definitions)
        {
            if (definition is OperationDefinitionNode operation)
            {
                Check(context, operation);
            }
        }
    }

    private static void Check(ValidationContext context, OperationDefinitionNode operation)
    {
        var defined = operation.VariableDefinitions.Select(v => v.Variable.Name.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var usage in context.UsagesOf(operation))
        {
            var name = usage.Node.Name.Value;
            if (!defined.Contains(name))
            {
                var where = operation.Name is { } operationName ? $" by operation \"{Excerpt.Of(operationName.Value)}\"" : "";
                context.Report($"Variable \"${Excerpt.Of(name)}\" is not defined{where}.", usage.Node, operation);
            }
        }
    }
}
