using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Directives exist and stand where they may (sections 5.7.1 and 5.7.2).</summary>
internal sealed class KnownDirectivesRule : ValidationRule
{
    private DirectiveLocation location;

    public override void EnterDirectives(ValidationContext context, SyntaxNode owner, IHasDirectives directives) => location = owner switch
    {
        OperationDefinitionNode { Operation: OperationType.Query } => DirectiveLocation.Query,
        OperationDefinitionNode { Operation: OperationType.Mutation } => DirectiveLocation.Mutation,
        OperationDefinitionNode => DirectiveLocation.Subscription,
        FieldNode => DirectiveLocation.Field,
        FragmentSpreadNode => DirectiveLocation.FragmentSpread,
        InlineFragmentNode => DirectiveLocation.InlineFragment,
        FragmentDefinitionNode => DirectiveLocation.FragmentDefinition,
        _ => DirectiveLocation.VariableDefinition,
    };

    public override void Enter(ValidationContext context, DirectiveNode node)
    {
        var name = Excerpt.Of(node.Name.Value);
        if (context.Directive is null)
        {
            context.Report($"Unknown directive \"@{name}\".", node);
        }
        else if (!context.Directive.Locations.Contains(location))
        {
            context.Report($"Directive \"@{name}\" may not be used on {location.ToName()}.", node);
        }
    }
}
