using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Execution;

/// <summary>The fields by which a server tells its limits.</summary>
public static class LimitFields
{
    /// <summary>
    /// Adds <c>limits</c>, every limit with its code, and <c>rateLimit</c>, the caller's budget, to the query root. Both cost nothing.
    /// </summary>
    public static SchemaBuilder AddLimitFields(this SchemaBuilder builder)
    {
        var limits = new ObjectType("Limits") { Description = "What one request may ask for. Null: not limited.", Cost = 0 };
        foreach (var (name, description, read) in ServerLimits.All)
        {
            limits.Fields.Add(new OutputField(name, "Int") { Description = description, Pure = all => Shown(read((ServerLimits)all)), MayBeStub = false });
        }

        builder.AddType(limits).AddType(RateLimitType());
        var query = builder.Object("Query");
        query.Fields.Add(new OutputField("limits", "Limits")
        {
            Description = "Every limit of this server, with the code of its refusal.",
            Cost = 0,
            MayBeStub = false,
            Resolve = static context => new(context.Request.Limits),
        });
        query.Fields.Add(new OutputField("rateLimit", "RateLimit")
        {
            Description = "Your budget of this window of time, this request included; null where requests are not counted.",
            Cost = 0,
            MayBeStub = false,
            Resolve = static context => new(context.Request.RateLimit),
        });
        return builder;
    }

    private static ObjectType RateLimitType() => new("RateLimit")
    {
        Description = "A caller's budget. Every request spends its cost, and at least one point.",
        Cost = 0,
        Fields =
        {
            Of("limit", "Int!", "The points of one window.", static state => state.Limit),
            Of("cost", "Int!", "What this request spent.", static state => state.Cost),
            Of("remaining", "Int!", "What is left.", static state => state.Remaining),
            Of("used", "Int!", "What was spent.", static state => state.Used),
            Of("resetAt", "DateTime!", "When the next window begins.", static state => state.ResetAt),
        },
    };

    private static OutputField Of(string name, string type, string description, Func<RateLimitState, object> read) =>
        new(name, type) { Description = description, Pure = state => read((RateLimitState)state), MayBeStub = false };

    private static object? Shown(long? limit) => limit is null or >= int.MaxValue ? null : (int)limit.Value;
}
