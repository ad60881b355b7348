using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// What every module shares stays small: 2,000 lines that say something, and 1,000 for each part that is a project of its own. Blank lines,
/// comments, usings, namespaces and lines of nothing but brackets are not counted.
/// </summary>
public sealed class BuildingBlocksStaySmall : IRule
{
    private static readonly Dictionary<string, int> Most = new()
    {
        ["src/Monolith.BuildingBlocks/"] = 2000,
        ["src/Monolith.BuildingBlocks.Vault/"] = 1000,
        ["src/Monolith.BuildingBlocks.Storage/"] = 1000,
    };

    private static readonly string[] Uncounted = ["//", "using ", "namespace "];

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var parts = code.Sources.Select(file => (File: file, Folder: FolderOf(file.Path))).Where(one => one.Folder.StartsWith("src/Monolith.BuildingBlocks", StringComparison.Ordinal))
            .GroupBy(one => one.Folder, one => one.File).ToList();
        return new Verdict(parts.Count, [.. parts.SelectMany(part => BreachOf(part.Key, part.Sum(LinesOf)))]);
    }

    private static string FolderOf(string path) => string.Join('/', path.Split('/').Take(2)) + "/";

    private static IEnumerable<Breach> BreachOf(string folder, int lines) => Most.TryGetValue(folder, out var most)
        ? lines > most ? [new Breach(folder, $"has {lines} lines of code, {most} at most; what only one module needs belongs to that module")] : []
        : [new Breach(folder, "is a part of BuildingBlocks without a limit")];

    private static int LinesOf(SourceFile file) => file.Text.Split('\n').Select(line => line.Trim()).Count(SaysSomething);

    private static bool SaysSomething(string line) =>
        line.Any(char.IsLetterOrDigit) && !Uncounted.Any(start => line.StartsWith(start, StringComparison.Ordinal) && (start == "//" || line.EndsWith(';')));
}

public sealed class BuildingBlocksStaySmallTests : RuleTests<BuildingBlocksStaySmall>
{
    protected override string[] Planted => ["src/Monolith.BuildingBlocks/", "src/Monolith.BuildingBlocks.Vault/", "src/Monolith.BuildingBlocks.Unlimited/"];
}
