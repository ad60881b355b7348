using Monolith.ArchitectureTests.Reading;

namespace Monolith.ArchitectureTests.Rules;

/// <summary>
/// A use case does not know what shows it, nor more of the infrastructure than its module's context. Because the message is the field's input and
/// the view its answer, it may carry the graph's annotations and answer a list as a Relay page (decision 0016).
/// </summary>
public sealed class ApplicationKnowsNoGraphQL : IRule
{
    private static readonly string[] Words =
    [
        "Monolith.GraphQL.Annotations.", "Monolith.GraphQL.Relay.Connection", "Monolith.GraphQL.Relay.Edge", "Monolith.GraphQL.Relay.PageInfo",
        "Monolith.GraphQL.Relay.PageArguments", "Monolith.GraphQL.Relay.Cursor", "Monolith.GraphQL.Relay.IdCursor",
    ];

    /// <inheritdoc />
    public Verdict Judge(Codebase code) => Verdict.Of(
        code.Modules.SelectMany(module => module.Ring("Application").Select(type => (module, type))),
        one => from used in one.type.Uses()
               where (used.IsIn("Monolith.GraphQL") && !Words.Any(word => used.FullName.StartsWith(word, StringComparison.Ordinal))) || used.IsIn($"Monolith.{one.module.Name}.Graph")
               select new Breach(one.type.FullName, $"knows {used.FullName}; how things look in the graph is written in Graph"));
}

public sealed class ApplicationKnowsNoGraphQLTests : RuleTests<ApplicationKnowsNoGraphQL>
{
    protected override string[] Planted => ["Monolith.Alpha.Application.KnowsTheGraph"];
}
