using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Validation.Rules;

/// <summary>One error for each name that stands more than once, at all its places.</summary>
internal static class Duplicates
{
    public static void Report(ValidationContext context, IEnumerable<NameNode> names, Func<string, string> message)
    {
        foreach (var group in names.GroupBy(n => n.Value, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                context.Report(message(Excerpt.Of(group.Key)), group);
            }
        }
    }
}
