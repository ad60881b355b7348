using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>The domain is plain C#: itself, the facts in Contracts, results and refusals, and the few shapes an aggregate is made of.</summary>
public sealed class DomainKnowsOnlyItself : IRule
{
    private static readonly HashSet<string> ShapesOfAggregates =
    [
        "Monolith.BuildingBlocks.Persistence.Entity",
        "Monolith.BuildingBlocks.Persistence.ISubmission",
        "Monolith.BuildingBlocks.Access.FieldSource",
        "Monolith.BuildingBlocks.Vault.IPersonal",
        "Monolith.BuildingBlocks.Vault.Sealed",
        "Monolith.BuildingBlocks.Vault.Sealed`1",
        "Monolith.BuildingBlocks.Clock.Deadline",
        "Monolith.BuildingBlocks.Access.Role",
        "Monolith.BuildingBlocks.Vault.DataClass",
        "Monolith.BuildingBlocks.Access.Purpose",
    ];

    /// <inheritdoc />
    public Verdict Judge(Codebase code)
    {
        var facts = code.Modules.SelectMany(module => module.Contracts).Where(type => !type.IsInterface).Select(type => type.FullName).ToHashSet();
        return Verdict.Of(
            code.Modules.SelectMany(module => module.Ring("Domain").Select(type => (module, type))),
            one => from used in one.type.Uses()
                   where !used.IsIn($"Monolith.{one.module.Name}.Domain") && !facts.Contains(used.FullName) && !IsPlain(used)
                   select new Breach(one.type.FullName, $"knows {used.FullName}; the domain knows only itself"));
    }

    private static bool IsPlain(TypeReference type) =>
        (type.IsIn("System") && !type.IsIn("System.Data") && !type.IsIn("System.Net.Http") && !type.IsIn("System.IO"))
        || type.Namespace == "Monolith.BuildingBlocks" || ShapesOfAggregates.Contains(type.FullName) || type.IsIn("Microsoft.CodeAnalysis");
}

public sealed class DomainKnowsOnlyItselfTests : RuleTests<DomainKnowsOnlyItself>
{
    protected override string[] Planted => ["Monolith.Alpha.Domain.AsksItsNeighbour", "Monolith.Alpha.Domain.KnowsTheDatabase"];
}
