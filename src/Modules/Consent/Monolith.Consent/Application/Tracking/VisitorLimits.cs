using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Consent.Application.Tracking;

/// <summary>
/// How many choices visitors may leave from one address: each is a row that nobody signed in for. What is remembered of addresses is bounded; when there are
/// too many, all begin anew.
/// </summary>
internal sealed class VisitorLimits(TimeProvider clock)
{
    /// <summary>Choices an hour from one address: a company's people may share one.</summary>
    public const int MostAnHour = 600;

    /// <summary>Addresses that are remembered.</summary>
    public const int MostAddresses = 10_000;

    private readonly Dictionary<string, (int Count, DateTime EndsAt)> counts = new(StringComparer.Ordinal);

    /// <summary>How many addresses are remembered now.</summary>
    public int Remembered => counts.Count;

    /// <summary>Counts a choice. Refused with RATE_LIMITED.</summary>
    public RateLimited? Enter(string? address)
    {
        var (from, now) = (CallerNetwork.Of(address), clock.GetUtcNow().UtcDateTime);
        lock (counts)
        {
            var (count, endsAt) = counts.GetValueOrDefault(from);
            if (now >= endsAt)
            {
                (count, endsAt) = (0, now.AddHours(1));
            }

            if (counts.Count >= MostAddresses && !counts.ContainsKey(from))
            {
                counts.Clear();
            }

            counts[from] = (count + 1, endsAt);
            return count < MostAnHour ? null : new RateLimited(endsAt);
        }
    }
}
