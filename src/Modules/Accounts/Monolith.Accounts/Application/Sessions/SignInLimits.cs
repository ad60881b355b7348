using System.Collections.Concurrent;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>
/// Counts tries for each account, known device and address (A-39, R33), in this process. A try counts when it begins, so that many at once
/// are many; a success takes its own back. Whether there is an account makes no difference.
/// </summary>
internal sealed class SignInLimits(AccountsPolicy policy, TimeProvider clock)
{
    private const int AddressFactor = 10;
    private const int CodesAtOnce = 5;
    private const int MostKeys = 100_000;
    private static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Begins a try.</summary>
    /// <returns>When to try again, or null when the try may go on.</returns>
    public DateTime? Begin(string key, string? address)
    {
        var most = policy.Auth.Lockout.Attempts;
        var window = policy.Auth.Lockout.Window.Elapsed;
        return Enter(key, most, window) ?? (address is null ? null : Enter("address|" + address, most * AddressFactor, window));
    }

    /// <summary>Begins a try of a code of a second factor: five in the life of a code (R36).</summary>
    public DateTime? BeginFactor(Guid accountId) => Enter("factor|" + accountId, CodesAtOnce, CodeLife);

    /// <summary>The try was a success.</summary>
    public void Succeeded(string key, string? address)
    {
        counts.TryRemove(key, out _);
        if (address is not null && counts.TryGetValue("address|" + address, out var count))
        {
            count.TakeBack();
        }
    }

    private DateTime? Enter(string key, int most, TimeSpan window)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (counts.Count > MostKeys)
        {
            foreach (var (old, _) in counts.Where(c => c.Value.EndsAt <= now).ToList())
            {
                counts.TryRemove(old, out _);
            }
        }

        return counts.GetOrAdd(key, _ => new Count()).Enter(now, most, window);
    }

    private sealed class Count
    {
        private readonly Lock gate = new();
        private int tries;

        public DateTime EndsAt { get; private set; }

        public DateTime? Enter(DateTime now, int most, TimeSpan window)
        {
            lock (gate)
            {
                if (now >= EndsAt)
                {
                    (tries, EndsAt) = (0, now + window);
                }

                return ++tries > most ? EndsAt : null;
            }
        }

        public void TakeBack()
        {
            lock (gate)
            {
                tries--;
            }
        }
    }
}
