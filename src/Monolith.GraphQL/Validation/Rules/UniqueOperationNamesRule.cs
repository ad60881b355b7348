using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Operation names are unique (section 5.2.2.1).</summary>
internal sealed class UniqueOperationNamesRule : ValidationRule
{
    private readonly Dictionary<string, NameNode> known = new(StringComparer.Ordinal);

    public override void Enter(ValidationContext context, OperationDefinitionNode node)
    {
        if (node.Name is { } name && !known.TryAdd(name.Value, name))
        {
            context.Report($"There can be only one operation named \"{Excerpt.Of(name.Value)}\".", known[name.Value], name);
        }
    }
}
