using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Spread fragments exist (section 5.5.2.1).</summary>
internal sealed class KnownFragmentNamesRule : ValidationRule
{
    public override void Enter(ValidationContext context, FragmentSpreadNode node)
    {
        if (context.FindFragment(node.Name.Value) is null)
        {
            context.Report($"Unknown fragment \"{Excerpt.Of(node.Name.Value)}\".", node.Name);
        }
    }
}
