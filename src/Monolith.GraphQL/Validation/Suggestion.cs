namespace Monolith.GraphQL.Validation;

/// <summary>Names of the schema that are like a misspelt one.</summary>
internal static class Suggestion
{
    private const int Most = 5;
    private const int LongestName = 60;

    /// <summary>A sentence that starts with a space, or nothing.</summary>
    public static string For(ValidationContext context, string name, IEnumerable<string> candidates)
    {
        if (!context.Options.Suggestions || name.Length > LongestName)
        {
            return "";
        }

        var furthest = (int)(name.Length * 0.4) + 1;
        var near = candidates.Select(c => (Name: c, Distance: Distance(name, c, furthest)))
            .Where(c => c.Distance <= furthest)
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(Most).Select(c => $"\"{c.Name}\"").ToArray();
        return Sentence("", near);
    }

    /// <summary>Proposes fragments on types that have what the abstract type has not.</summary>
    public static string ForFragment(ValidationContext context, IEnumerable<string> types) =>
        context.Options.Suggestions
        ? Sentence("to use an inline fragment on ", types.Take(Most).Select(t => $"\"{t}\"").ToArray())
        : "";

    private static string Sentence(string lead, string[] names) => names.Length switch
    {
        0 => "",
        1 => $" Did you mean {lead}{names[0]}?",
        _ => $" Did you mean {lead}{string.Join(", ", names[..^1])} or {names[^1]}?",
    };

    /// <summary>Edits (insert, delete, replace, swap neighbours) between two names, letter case not counted; more than furthest when too many.</summary>
    private static int Distance(string left, string right, int furthest)
    {
        if (Math.Abs(left.Length - right.Length) > furthest)
        {
            return furthest + 1;
        }

        var (a, b) = (left.ToLowerInvariant(), right.ToLowerInvariant());
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Step(a, b, rows, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(string a, string b, int[,] rows, int i, int j)
    {
        var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
        return swapped ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
    }
}
