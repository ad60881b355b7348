using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Leaves have no selections and everything else has some (section 5.3.3).</summary>
internal sealed class ScalarLeafsRule : ValidationRule
{
    public override void Enter(ValidationContext context, FieldNode node)
    {
        if (context.Type?.NamedType is not { } type)
        {
            return;
        }

        var name = Excerpt.Of(node.Name.Value);
        if (type.IsLeaf && node.SelectionSet is not null)
        {
            context.Report($"Field \"{name}\" must not have a selection since type \"{context.Type}\" has no subfields.", node.SelectionSet);
        }
        else if (!type.IsLeaf && node.SelectionSet is null)
        {
            context.Report($"Field \"{name}\" of type \"{context.Type}\" must have a selection of subfields.", node);
        }
    }
}
