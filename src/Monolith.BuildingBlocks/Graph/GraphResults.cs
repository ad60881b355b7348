using Monolith.GraphQL;

namespace Monolith.BuildingBlocks.Graph;

/// <summary>Answers of the mediator as values of the graph.</summary>
public static class GraphResults
{
    /// <summary>The value, or a GraphQL error with the refusal's code, rule and the rule's version.</summary>
    /// <exception cref="GraphQLException">The answer is a refusal.</exception>
    public static T OrError<T>(this Result<T> answer) =>
        answer.Refusal is not { } refusal
            ? answer.Value
            : throw new GraphQLException(new GraphQLError(refusal.Message, extensions: new Dictionary<string, object?>(3)
            {
                ["code"] = refusal.Code,
                ["rule"] = refusal.Rule,
                ["ruleVersion"] = refusal.RuleVersion,
            }));

    /// <summary>The value, or null: what does not exist and what is not the caller's look the same.</summary>
    public static T? OrNull<T>(this Result<T> answer)
        where T : class => answer.Refusal is null ? answer.Value : null;
}
