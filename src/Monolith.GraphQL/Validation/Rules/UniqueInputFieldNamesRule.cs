using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>Fields of an input object are given once (section 5.6.3).</summary>
internal sealed class UniqueInputFieldNamesRule : ValidationRule
{
    public override void Enter(ValidationContext context, ValueNode node)
    {
        if (node is not ObjectValueNode { Fields.Length: > 1 } value)
        {
            return;
        }

        var known = new Dictionary<string, NameNode>(StringComparer.Ordinal);
        foreach (var field in value.Fields)
        {
            if (!known.TryAdd(field.Name.Value, field.Name))
            {
                context.Report($"There can be only one input field named \"{Excerpt.Of(field.Name.Value)}\".", known[field.Name.Value], field.Name);
            }
        }
    }
}
