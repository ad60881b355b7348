using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// A use case does not know what shows it, nor more of the infrastructure than its module's context. It may say with <c>[ID]</c> which type an id
/// belongs to, because the message is the field's input (decision 0001).
/// </summary>
public sealed class ApplicationKnowsNoGraphQL : IRule
{
    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Ring("Application").Select(type => (module, type))),
        one => from used in one.type.Uses()
               where (used.IsIn("Monolith.GraphQL") && used.FullName != "Monolith.GraphQL.Annotations.IDAttribute") || used.IsIn($"Monolith.{one.module.Name}.Graph")
               select new Breach(one.type.FullName, $"knows {used.FullName}; how things look in the graph is written in Graph"));
}

public sealed class ApplicationKnowsNoGraphQLTests : RuleTests<ApplicationKnowsNoGraphQL>
{
    protected override string[] Planted => ["Monolith.Alpha.Application.KnowsTheGraph"];
}
