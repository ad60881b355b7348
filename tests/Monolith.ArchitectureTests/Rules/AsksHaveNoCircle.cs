using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>Whoever is asked never asks back, however many stand between.</summary>
public sealed class AsksHaveNoCircle : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var asks = ModuleEdges.Built(code).Where(edge => edge.Verb == "asks").ToList();
        var next = asks.ToLookup(edge => edge.From, edge => edge.To);
        return Verdict.Of(asks.Select(edge => edge.From).Distinct(), module =>
            Reaches(module, module, next) ? [new Breach(module, "is asked, through others or not, by a module it asks")] : []);
    }

    private static bool Reaches(string from, string goal, ILookup<string, string> next)
    {
        HashSet<string> seen = [];
        var open = new Stack<string>(next[from]);
        while (open.TryPop(out var module))
        {
            if (module == goal)
            {
                return true;
            }

            if (seen.Add(module))
            {
                next[module].ToList().ForEach(open.Push);
            }
        }

        return false;
    }
}

public sealed class AsksHaveNoCircleTests : RuleTests<AsksHaveNoCircle>
{
    protected override string[] Planted => ["Alpha", "Beta"];
}
