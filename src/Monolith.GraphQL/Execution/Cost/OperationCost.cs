namespace Monolith.GraphQL.Execution;

/// <summary>The refusal of an operation that costs too much, and what an answer says about its cost.</summary>
internal static class OperationCost
{
    public static GraphQLError TooMuch(long cost, int max) => new(
        $"The operation costs {cost}, which is over the limit of {max}: ask for shorter lists or fewer fields.",
        extensions: new Dictionary<string, object?>(3) { ["code"] = "COST_EXCEEDED", ["cost"] = cost, ["limit"] = max });

    /// <summary>The entry <c>cost</c> of a response's extensions, beside those of the host.</summary>
    public static IReadOnlyDictionary<string, object?> Report(RequestContext context, int max, IReadOnlyDictionary<string, object?>? others)
    {
        var cost = new Dictionary<string, object?>(4) { ["spent"] = context.Cost, ["limit"] = max, ["remaining"] = max - context.Cost };
        var all = new Dictionary<string, object?>(1 + (others?.Count ?? 0)) { ["cost"] = cost };
        foreach (var (key, value) in others ?? new Dictionary<string, object?>())
        {
            all.TryAdd(key, value);
        }

        return all;
    }
}
