using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// What every module shares stays small: 2,000 lines that say something. Blank lines, comments, usings, namespaces and lines of nothing
/// but brackets are not counted.
/// </summary>
public sealed class BuildingBlocksStaySmall : IRule
{
    private const int Most = 2000;
    private const string Folder = "src/Monolith.BuildingBlocks/";
    private static readonly string[] Uncounted = ["//", "using ", "namespace "];

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        List<SourceFile> files = [.. code.Sources.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal))];
        var lines = files.Sum(LinesOf);
        return new Verdict(files.Count, lines > Most ? [new Breach(Folder, $"has {lines} lines of code, {Most} at most; what only one module needs belongs to that module")] : []);
    }

    private static int LinesOf(SourceFile file) => file.Text.Split('\n').Select(line => line.Trim()).Count(SaysSomething);

    private static bool SaysSomething(string line) =>
        line.Any(char.IsLetterOrDigit) && !Uncounted.Any(start => line.StartsWith(start, StringComparison.Ordinal) && (start == "//" || line.EndsWith(';')));
}

public sealed class BuildingBlocksStaySmallTests : RuleTests<BuildingBlocksStaySmall>
{
    protected override string[] Planted => ["src/Monolith.BuildingBlocks/"];
}
