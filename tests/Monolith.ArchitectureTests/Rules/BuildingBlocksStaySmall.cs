using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>What every module shares stays small: 2,000 lines of code, blank lines and comments not counted.</summary>
public sealed class BuildingBlocksStaySmall : IRule
{
    private const int Most = 2000;
    private const string Folder = "src/Monolith.BuildingBlocks/";

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        List<SourceFile> files = [.. code.Sources.Where(file => file.Path.StartsWith(Folder, StringComparison.Ordinal))];
        var lines = files.Sum(LinesOf);
        return new Verdict(files.Count, lines > Most ? [new Breach(Folder, $"has {lines} lines of code, {Most} at most; what only one module needs belongs to that module")] : []);
    }

    private static int LinesOf(SourceFile file) =>
        file.Text.Split('\n').Count(line => line.Trim() is { Length: > 0 } text && !text.StartsWith("//", StringComparison.Ordinal));
}

public sealed class BuildingBlocksStaySmallTests : RuleTests<BuildingBlocksStaySmall>
{
    protected override string[] Planted => ["src/Monolith.BuildingBlocks/"];
}
