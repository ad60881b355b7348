using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Fragments are on objects, interfaces and unions (section 5.5.1.3).</summary>
internal sealed class FragmentsOnCompositeTypesRule : ValidationRule
{
    public override void Enter(ValidationContext context, InlineFragmentNode node)
    {
        if (node.TypeCondition is not null)
        {
            Check(context, "Fragment", node.TypeCondition);
        }
    }

    public override void Enter(ValidationContext context, FragmentDefinitionNode node) =>
        Check(context, $"Fragment \"{Excerpt.Of(node.Name.Value)}\"", node.TypeCondition);

    private static void Check(ValidationContext context, string what, NamedTypeNode condition)
    {
        if (context.Schema.FindType(condition.Name.Value) is { IsComposite: false } type)
        {
            context.Report($"{what} cannot condition on non composite type \"{type}\".", condition);
        }
    }
}
