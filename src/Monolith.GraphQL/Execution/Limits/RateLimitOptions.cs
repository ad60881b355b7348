namespace Monolith.GraphQL.Execution;

/// <summary>
/// How much one caller may spend in a window of time. Each request spends its cost, and <see cref="MinimumCost"/> at least, refused ones too. A request that the
/// rest of the budget does not pay for is refused with code RATE_LIMITED, over HTTP with status 429 and <c>Retry-After</c>. Counted in the memory of one process.
/// </summary>
public sealed record RateLimitOptions
{
    /// <summary>Whose budget a request spends, for example the account or else the address; null: it is not counted.</summary>
    public required Func<RequestContext, string?> PartitionBy { get; init; }

    /// <summary>The points of one window.</summary>
    public int Limit { get; init; } = 20_000;

    /// <summary>The length of a window, which begins with a caller's first request.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a request spends at least.</summary>
    public int MinimumCost { get; init; } = 1;

    /// <summary>How many callers are remembered, about 200 bytes each. When there are more, windows that have ended are forgotten, then any.</summary>
    public int MaxPartitions { get; init; } = 100_000;
}

/// <summary>The state of a caller's budget after a request was counted.</summary>
/// <param name="Limit">The points of a window.</param>
/// <param name="Cost">What this request spent.</param>
/// <param name="Remaining">What is left in the window.</param>
/// <param name="ResetAt">When the next window begins.</param>
/// <param name="RetryAfter">How long until then.</param>
public readonly record struct RateLimitState(int Limit, int Cost, int Remaining, DateTime ResetAt, TimeSpan RetryAfter)
{
    /// <summary>What was spent in the window.</summary>
    public int Used => Limit - Remaining;
}
