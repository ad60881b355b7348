using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A file is at most 250 lines.</summary>
public sealed class FilesAreShort : IRule
{
    private const int Most = 250;

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Sources.Concat(code.Tests),
        file => LinesOf(file) is > Most and var lines ? [new Breach(file.Path, $"has {lines} lines, {Most} at most")] : []);

    private static int LinesOf(SourceFile file) => file.Text.TrimEnd('\n').Split('\n').Length;
}

public sealed class FilesAreShortTests : RuleTests<FilesAreShort>
{
    protected override string[] Planted => ["planted/TooLong.cs"];
}
