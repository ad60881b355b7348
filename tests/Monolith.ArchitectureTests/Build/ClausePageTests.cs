using System.Text.RegularExpressions;
using Monolith.Testing;

namespace Monolith.ArchitectureTests.Build;

/// <summary>A module's page says which clauses of the policies it owes have a test, and which not yet; the attributes of the tests decide.</summary>
public sealed partial class ClausePageTests
{
    private const string Renew = "RENEW";

    [Theory]
    [InlineData("accounts")]
    [InlineData("consent")]
    public void The_page_of_a_module_lists_the_clauses_with_a_test_and_those_without(string module)
    {
        var file = Repository.PathOf("docs", "modules", module + ".md");
        var page = File.ReadAllText(file).ReplaceLineEndings("\n");
        var tested = Tested();
        var section = Section().Match(page);
        var owed = Clause().Matches(section.Value).Select(m => m.Value).Distinct().ToList();
        Assert.True(owed.Count > 100, $"Only {owed.Count} clauses stand in the section Clauses of {file}.");

        var now = $"## Clauses\n\nWith a test: {string.Join(", ", owed.Where(tested.Contains))}.\n\nNot yet: {string.Join(", ", owed.Where(c => !tested.Contains(c)))}.\n";
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(file, page.Replace(section.Value, now, StringComparison.Ordinal));
            return;
        }

        Assert.True(section.Value == now, $"The section Clauses of {file} is not what the tests say. Renew it with {Renew}=1 and this test.");
    }

    private static HashSet<string> Tested() =>
    [
        .. Directory.EnumerateFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .SelectMany(path => Attribute().Matches(File.ReadAllText(path))).Select(m => m.Groups["id"].Value),
    ];

    [GeneratedRegex("""\bClause\("(?<id>[A-Z0-9.-]+)"\)""")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\b(TH|CA|HU|O7|AP)-[0-9]+(\.[0-9]+)?")]
    private static partial Regex Clause();

    [GeneratedRegex(@"^## Clauses\n[^#]*\z", RegexOptions.Multiline)]
    private static partial Regex Section();
}
