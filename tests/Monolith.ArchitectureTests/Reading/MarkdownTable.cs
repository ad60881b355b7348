namespace Monolith.ArchitectureTests.Reading;

/// <summary>Reads the tables of a page that doubles as a list for a test.</summary>
internal static class MarkdownTable
{
    /// <summary>The rows of the first table under a heading, cells without back-ticks.</summary>
    public static IEnumerable<string[]> RowsUnder(string page, string heading) =>
        page.Split('\n')
            .SkipWhile(line => line.TrimEnd() != $"## {heading}")
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|'))
            .Skip(2)
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray());
}
