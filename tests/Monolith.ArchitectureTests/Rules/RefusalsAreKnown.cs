using System.Text.RegularExpressions;
using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every refusal's code is one refusal's only, is answered somewhere, is seen by a test and stands in <c>docs/refusals.md</c>.</summary>
public sealed partial class RefusalsAreKnown : IRule
{
    private const string Page = "refusals.md";

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var all = code.AllTypes.SelectMany(type => type.WithNested()).ToList();
        var refusals = all.Where(type => !type.IsAbstract && type.DerivesFrom("Monolith.BuildingBlocks.Refusal")).ToList();
        var made = all.SelectMany(type => type.Bodies().Where(body => body.DeclaringType != type || !type.IsRefusal()))
            .SelectMany(body => body.Calls()).Where(call => call.Name == ".ctor").Select(call => call.DeclaringType.FullName).ToHashSet();
        var documented = MarkdownTable.RowsUnder(code.Page(Page), "Refusals").Select(row => row[0]).ToList();
        var verdict = Verdict.Of(refusals, type =>
        [
            .. refusals.Any(other => other != type && other.Name == type.Name) ? [new Breach(type.FullName, $"shares the code {CodeOf(type)}")] : Array.Empty<Breach>(),
            .. made.Contains(type.FullName) ? Array.Empty<Breach>() : [new Breach(type.FullName, "is never answered")],
            .. IsTested(type, code) ? Array.Empty<Breach>() : [new Breach(type.FullName, $"is in no test, neither as {type.Name} nor as {CodeOf(type)}")],
            .. documented.Contains(CodeOf(type)) ? Array.Empty<Breach>() : [new Breach(type.FullName, $"{CodeOf(type)} is not in docs/{Page}")],
        ]);
        var stale = documented.Except(refusals.Select(CodeOf)).Select(gone => new Breach(gone, $"stands in docs/{Page} and is no refusal's code"));
        return verdict with { Breaches = [.. verdict.Breaches, .. stale] };
    }

    private static bool IsTested(TypeDefinition type, Codebase code)
    {
        var mention = new Regex($@"\b({type.Name}|{CodeOf(type)})\b");
        return code.Tests.Any(file => mention.IsMatch(file.Text));
    }

    private static string CodeOf(TypeDefinition type) => Humps().Replace(type.Name, "_$0").ToUpperInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Humps();
}

internal static class RefusalReading
{
    public static bool IsRefusal(this TypeDefinition type) => type.DerivesFrom("Monolith.BuildingBlocks.Refusal");
}

public sealed class RefusalsAreKnownTests : RuleTests<RefusalsAreKnown>
{
    protected override bool NeedsEveryModule => true;

    protected override string[] Planted =>
    [
        "LONG_GONE",
        "Monolith.Alpha.Domain.NeverAnswered",
        "Monolith.Alpha.Domain.NeverDocumented",
        "Monolith.Alpha.Domain.NeverTested",
        "Monolith.Alpha.Domain.SameCode",
        "Monolith.Beta.Domain.SameCode",
    ];
}
