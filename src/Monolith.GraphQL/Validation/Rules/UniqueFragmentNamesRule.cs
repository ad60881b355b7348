using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Fragment names are unique (section 5.5.1.1).</summary>
internal sealed class UniqueFragmentNamesRule : ValidationRule
{
    private readonly Dictionary<string, NameNode> known = new(StringComparer.Ordinal);

    public override void Enter(ValidationContext context, FragmentDefinitionNode node)
    {
        if (!known.TryAdd(node.Name.Value, node.Name))
        {
            context.Report($"There can be only one fragment named \"{Excerpt.Of(node.Name.Value)}\".", known[node.Name.Value], node.Name);
        }
    }
}
