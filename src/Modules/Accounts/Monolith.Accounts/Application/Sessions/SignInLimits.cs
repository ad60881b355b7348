using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>
/// Counts tries for each account, known device and address (A-39, R33): in this process, and on a database that several instances share there too. A try
/// counts when it begins, so that many at once are many; a success takes its own back. Whether there is an account makes no difference.
/// </summary>
internal sealed class SignInLimits(AccountsPolicy policy, TimeProvider clock, IDbContextFactory<AccountsDbContext> contexts, StorageOptions storage)
{
    private const int AddressFactor = 10;
    private const int CodesAtOnce = 5;
    private const int NewsMailsADay = 5;
    private const int NewsMailsAnHour = 30;
    private const int MostKeys = 100_000;
    private static readonly TimeSpan CodeLife = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Begins a try.</summary>
    /// <returns>When to try again, or null when the try may go on.</returns>
    public async ValueTask<DateTime?> BeginAsync(string key, string? address, CancellationToken cancellationToken)
    {
        var most = policy.Auth.Lockout.Attempts;
        var window = policy.Auth.Lockout.Window.Elapsed;
        return await EnterAsync(key, most, window, cancellationToken)
            ?? (address is null ? null : await EnterAsync("address|" + address, most * AddressFactor, window, cancellationToken));
    }

    /// <summary>Begins a try of a code of a second factor: five in the life of a code (R36).</summary>
    public ValueTask<DateTime?> BeginFactorAsync(Guid accountId, CancellationToken cancellationToken) =>
        EnterAsync("factor|" + accountId, CodesAtOnce, CodeLife, cancellationToken);

    /// <summary>Begins a sign-up for news: few mails a day to one mailbox, so that nobody floods it, and few an hour from one network.</summary>
    public async ValueTask<DateTime?> BeginNewsAsync(string mailbox, string? address, CancellationToken cancellationToken) =>
        await EnterAsync("news|" + mailbox, NewsMailsADay, TimeSpan.FromDays(1), cancellationToken)
        ?? (address is null ? null : await EnterAsync("news from|" + CallerNetwork.Of(address), NewsMailsAnHour, TimeSpan.FromHours(1), cancellationToken));

    /// <summary>Begins something with a passkey: as many in the window as guesses from one address.</summary>
    public async ValueTask<DateTime?> BeginPasskeyAsync(string? address, CancellationToken cancellationToken) =>
        address is null ? null : await EnterAsync("passkey|" + address, policy.Auth.Lockout.Attempts * AddressFactor, policy.Auth.Lockout.Window.Elapsed, cancellationToken);

    /// <summary>A passkey signed somebody in: whoever is behind this address is not only guessing.</summary>
    public ValueTask PasskeySucceededAsync(string? address, CancellationToken cancellationToken) => SucceededAsync("passkey|" + address, null, cancellationToken);

    /// <summary>The try was a success.</summary>
    public async ValueTask SucceededAsync(string key, string? address, CancellationToken cancellationToken)
    {
        counts.TryRemove(key, out _);
        if (address is not null && counts.TryGetValue("address|" + address, out var count))
        {
            count.TakeBack();
        }

        if (storage.Kind is DatabaseKind.PostgreSql)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await SharedTries.TakeBackAsync(db, HashOf(key), HashOf("address|" + address), cancellationToken);
        }
    }

    private async ValueTask<DateTime?> EnterAsync(string key, int most, TimeSpan window, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var retryAt = EnterHere(key, most, window, now);
        if (retryAt is not null || storage.Kind is not DatabaseKind.PostgreSql)
        {
            return retryAt;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var shared = await SharedTries.AddAsync(db, HashOf(key), now, now + window, cancellationToken);
        return shared.Tries > most ? shared.EndsAt : null;
    }

    private DateTime? EnterHere(string key, int most, TimeSpan window, DateTime now)
    {
        if (counts.Count > MostKeys)
        {
            foreach (var (old, _) in counts.Where(c => c.Value.EndsAt <= now).ToList())
            {
                counts.TryRemove(old, out _);
            }
        }

        return counts.GetOrAdd(key, _ => new Count()).Enter(now, most, window);
    }

    // Keys name accounts and addresses; what is shared does not.
    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

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
