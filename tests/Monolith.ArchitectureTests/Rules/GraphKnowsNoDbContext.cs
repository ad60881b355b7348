using Mono.Cecil;
using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>An edge of the graph sends a query; it never reaches the tables itself.</summary>
public sealed class GraphKnowsNoDbContext : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Ring("Graph").Select(type => (module, type))),
        one => from used in one.type.Uses()
               where IsDatabase(used) || used.IsIn($"Monolith.{one.module.Name}.Infrastructure")
               select new Breach(one.type.FullName, $"knows {used.FullName}; an edge sends a query"));

    private static bool IsDatabase(TypeReference type) =>
        type.IsIn("Microsoft.EntityFrameworkCore") || type.IsIn("System.Data") || type.IsIn("Npgsql") || type.IsIn("Microsoft.Data")
        || type.IsIn("Monolith.BuildingBlocks.Persistence");
}

public sealed class GraphKnowsNoDbContextTests : RuleTests<GraphKnowsNoDbContext>
{
    protected override string[] Planted => ["Monolith.Alpha.Graph.ReachesTheTables"];
}
