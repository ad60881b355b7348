using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>A use case does not know what shows it, nor more of the infrastructure than its module's context.</summary>
public sealed class ApplicationKnowsNoGraphQL : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Ring("Application").Select(type => (module, type))),
        one => from used in one.type.Uses()
               where used.IsIn("Monolith.GraphQL") || used.IsIn($"Monolith.{one.module.Name}.Graph")
               select new Breach(one.type.FullName, $"knows {used.FullName}; how things look in the graph is written in Graph"));
}

public sealed class ApplicationKnowsNoGraphQLTests : RuleTests<ApplicationKnowsNoGraphQL>
{
    protected override string[] Planted => ["Monolith.Alpha.Application.KnowsTheGraph"];
}
