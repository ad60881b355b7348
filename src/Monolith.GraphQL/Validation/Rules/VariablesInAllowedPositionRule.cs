using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Variables have a type that their place takes (section 5.8.5).</summary>
internal sealed class VariablesInAllowedPositionRule : ValidationRule
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
        var variables = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
        foreach (var variable in operation.VariableDefinitions)
        {
            variables[variable.Variable.Name.Value] = variable;
        }

        foreach (var usage in context.UsagesOf(operation))
        {
            if (usage.Type is not null && variables.TryGetValue(usage.Node.Name.Value, out var variable) && context.Resolve(variable.Type) is { } type)
            {
                Check(context, variable, type, usage);
            }
        }
    }

    private static void Check(ValidationContext context, VariableDefinitionNode variable, GraphType type, VariableUsage usage)
    {
        var name = Excerpt.Of(variable.Variable.Name.Value);
        if (!IsAllowed(context, variable, type, usage))
        {
            context.Report($"Variable \"${name}\" of type \"{type}\" used in position expecting type \"{usage.Type}\".", variable, usage.Node);
        }

        if (usage.OneOf is not null && !type.IsNonNull)
        {
            var message = $"Variable \"${name}\" is of type \"{type}\" but must be non-nullable to be used for OneOf Input Object \"{usage.OneOf}\".";
            context.Report(message, variable, usage.Node);
        }
    }

    private static bool IsAllowed(ValidationContext context, VariableDefinitionNode variable, GraphType type, VariableUsage usage)
    {
        if (usage.Type is NonNullType expected && !type.IsNonNull)
        {
            var hasDefault = variable.DefaultValue is not (null or NullValueNode) || usage.HasDefault;
            return hasDefault && context.Schema.IsSubType(type, expected.InnerType);
        }

        return context.Schema.IsSubType(type, usage.Type!);
    }
}
