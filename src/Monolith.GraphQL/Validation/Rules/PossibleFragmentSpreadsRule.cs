using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Some object can satisfy both a fragment and what is around it (section 5.5.2.3).</summary>
internal sealed class PossibleFragmentSpreadsRule : ValidationRule
{
    public override void Enter(ValidationContext context, InlineFragmentNode node)
    {
        if (context.Type is NamedType { IsComposite: true } type && context.ParentType is { } parent && !Overlap(context, type, parent))
        {
            context.Report($"Fragment cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
        }
    }

    public override void Enter(ValidationContext context, FragmentSpreadNode node)
    {
        if (context.FindFragment(node.Name.Value) is { } fragment
            && context.Schema.FindType(fragment.TypeCondition.Name.Value) is { IsComposite: true } type
            && context.ParentType is { } parent && !Overlap(context, type, parent))
        {
            context.Report(
                $"Fragment \"{Excerpt.Of(node.Name.Value)}\" cannot be spread here as objects of type \"{parent}\" can never be of type \"{type}\".", node);
        }
    }

    private static bool Overlap(ValidationContext context, NamedType first, NamedType second)
    {
        if (ReferenceEquals(first, second))
        {
            return true;
        }

        foreach (var possible in context.Schema.PossibleTypes(first))
        {
            if (context.Schema.IsPossibleType(second, possible))
            {
                return true;
            }
        }

        return false;
    }
}
