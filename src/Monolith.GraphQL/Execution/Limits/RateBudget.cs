using System.Collections.Concurrent;

namespace Monolith.GraphQL.Execution;

/// <summary>The budgets of all callers.</summary>
internal sealed class RateBudget(RateLimitOptions options, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Purse> _purses = new(StringComparer.Ordinal);
    private int _sweeping;

    public int Count => _purses.Count;

    /// <summary>Begins the count of a request. Answers false, and says so in the context, when nothing is left.</summary>
    public bool TryEnter(RequestContext context)
    {
        if (options.PartitionBy(context) is not { } caller)
        {
            return true;
        }

        var purse = _purses.GetOrAdd(caller, static _ => new Purse());
        if (_purses.Count > options.MaxPartitions)
        {
            Forget();
        }

        context.Purse = purse;
        return Spend(context, 0);
    }

    /// <summary>Spends the cost of an operation, or the least there is for one that was refused. Answers false when the rest does not pay for it; then nothing is spent.</summary>
    public bool TrySpend(RequestContext context, long cost) => context.Purse is null || Spend(context, Math.Max(cost, options.MinimumCost));

    private bool Spend(RequestContext context, long cost)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        lock (context.Purse!)
        {
            var purse = context.Purse;
            if (now >= purse.EndsAt)
            {
                (purse.Spent, purse.EndsAt) = (0, now + options.Window);
            }

            var pays = cost == 0 ? purse.Spent < options.Limit : purse.Spent + cost <= options.Limit;
            if (pays)
            {
                purse.Spent += (int)cost;
            }

            context.RateLimit = new RateLimitState(options.Limit, pays ? (int)cost : 0, options.Limit - purse.Spent, purse.EndsAt, purse.EndsAt - now);
            return pays;
        }
    }

    // A caller who can appear under so many names has as many budgets anyway; memory must not be what they win.
    private void Forget()
    {
        if (Interlocked.Exchange(ref _sweeping, 1) == 1)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var (caller, purse) in _purses)
        {
            if (now >= purse.EndsAt)
            {
                _purses.TryRemove(caller, out _);
            }
        }

        var excess = _purses.Count - (options.MaxPartitions * 9L / 10);
        foreach (var (caller, _) in _purses)
        {
            if (excess-- <= 0)
            {
                break;
            }

            _purses.TryRemove(caller, out _);
        }

        Volatile.Write(ref _sweeping, 0);
    }

    internal sealed class Purse
    {
        public int Spent { get; set; }

        public DateTime EndsAt { get; set; }
    }
}
