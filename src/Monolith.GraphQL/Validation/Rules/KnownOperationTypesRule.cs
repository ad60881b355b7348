using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>The schema has a root type for the kind of operation (section 5.2.1.1).</summary>
internal sealed class KnownOperationTypesRule : ValidationRule
{
    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (context.Schema.RootType(node.Operation) is null)
        {
            context.Report($"The {node.Operation.ToString().ToLowerInvariant()} operation is not supported by the schema.", node);
        }
    }
}
