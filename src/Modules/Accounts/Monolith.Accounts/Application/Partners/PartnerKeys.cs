using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using Monolith.Accounts.Infrastructure;

namespace Monolith.Accounts.Application.Partners;

/// <summary>
/// The partners' public keys, as last read. They are read again each hour, and when a token names one that is not there, though never twice in a
/// minute: whoever sends made-up tokens cannot make us call the partner. A key that the partner took back works at most an hour longer; when it cannot be
/// reached, the keys of the last day do.
/// </summary>
internal sealed class PartnerKeys(PartnerDocuments documents, TimeProvider clock, ILogger<PartnerKeys> log)
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>The key; null when the partner has none of this name.</summary>
    /// <returns>Whether the keys are known at all, and the one in question.</returns>
    public async Task<(bool AreKnown, JsonWebKey? Key)> FindAsync(Partner partner, string kid, CancellationToken cancellationToken)
    {
        var mine = known.GetOrAdd(partner.Key, static _ => new Known());
        var now = clock.GetUtcNow().UtcDateTime;
        if (mine.Keys.GetValueOrDefault(kid) is { } key && now - mine.ReadAt < FreshFor)
        {
            return (true, key);
        }

        await mine.Gate.WaitAsync(cancellationToken);
        try
        {
            if (now - mine.TriedAt >= AskAgainAfter && (!mine.Keys.ContainsKey(kid) || now - mine.ReadAt >= FreshFor))
            {
                await RenewAsync(partner, mine, now, cancellationToken);
            }
        }
        finally
        {
            mine.Gate.Release();
        }

        return now - mine.ReadAt < KeptFor ? (true, mine.Keys.GetValueOrDefault(kid)) : (false, null);
    }

    private async Task RenewAsync(Partner partner, Known mine, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            mine.Keys = await documents.ReadAsync(partner, cancellationToken);
            (mine.ReadAt, mine.TriedAt) = (now, now);
        }
        catch (PartnerFaultException fault)
        {
            mine.TriedAt = now;
            log.LogWarning("The keys of partner {Partner} cannot be had: {Fault}", partner.Key, fault.Message);
        }
    }

    private sealed class Known
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public IReadOnlyDictionary<string, JsonWebKey> Keys { get; set; } = new Dictionary<string, JsonWebKey>();

        public DateTime ReadAt { get; set; }

        public DateTime TriedAt { get; set; }
    }
}
