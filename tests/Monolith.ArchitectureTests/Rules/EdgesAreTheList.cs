using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Every ask and tell between modules is written in <c>docs/module-edges.md</c>, and nothing is written there that is not so.</summary>
public sealed class EdgesAreTheList : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var built = ModuleEdges.Built(code);
        var listed = ModuleEdges.Listed(code);
        return new Verdict(
            built.Count,
            [
                .. built.Except(listed).Select(edge => new Breach(edge.ToString(), $"is built and not listed in docs/{ModuleEdges.Page}")),
                .. listed.Except(built).Select(edge => new Breach(edge.ToString(), $"is listed in docs/{ModuleEdges.Page} and not built")),
                .. listed.GroupBy(edge => edge).Where(twice => twice.Count() > 1).Select(twice => new Breach(twice.Key.ToString(), "is listed twice")),
            ]);
    }
}

public sealed class EdgesAreTheListTests : RuleTests<EdgesAreTheList>
{
    protected override string[] Planted =>
        ["Alpha asks Beta IForgotten", "Alpha tells Beta SomethingUnlisted", "Beta asks Alpha INobodyAsks"];
}
