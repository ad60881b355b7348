using System.Collections.Concurrent;
using Monolith.BuildingBlocks.Access;

namespace Monolith.Accounts.Application.Sessions;

/// <summary>
/// Remembers callers for a second, so that a burst of requests asks the database once. A session that ends here ends at once; one that
/// another instance ended is refused when the second is over (R39).
/// </summary>
internal sealed class SessionCache(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);
    private const int MostEntries = 50_000;
    private readonly ConcurrentDictionary<string, Known> callers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, DateTime> ended = new();
    private readonly ConcurrentDictionary<Guid, DateTime> used = new();

    /// <summary>The caller of a token, when it was looked up a moment ago.</summary>
    public Known? Find(byte[] hash, DateTime now) =>
        callers.TryGetValue(Convert.ToHexString(hash), out var known) && now - known.ReadAt < Life && !ended.ContainsKey(known.Caller.SessionId) ? known : null;

    /// <summary>Remembers a caller; false when the session ended in the meantime.</summary>
    public bool Keep(byte[] hash, Known known)
    {
        if (callers.Count > MostEntries)
        {
            callers.Clear();
        }

        callers[Convert.ToHexString(hash)] = known;
        return !ended.ContainsKey(known.Caller.SessionId);
    }

    /// <summary>This token works no more.</summary>
    public void Forget(byte[] hash) => callers.TryRemove(Convert.ToHexString(hash), out _);

    /// <summary>No token of this session works any more.</summary>
    public void End(Guid sessionId)
    {
        ended[sessionId] = clock.GetUtcNow().UtcDateTime;
        used.TryRemove(sessionId, out _);
    }

    /// <summary>Whether the session ended in this process.</summary>
    public bool HasEnded(Guid sessionId) => ended.ContainsKey(sessionId);

    /// <summary>The session was used now.</summary>
    public void Touch(Guid sessionId, DateTime now) => used[sessionId] = now;

    /// <summary>When the session was last used, as far as this process or the table knows.</summary>
    public DateTime UsedAt(Guid sessionId, DateTime stored) => used.TryGetValue(sessionId, out var here) && here > stored ? here : stored;

    /// <summary>Drops what no running session needs.</summary>
    public void Sweep(DateTime before)
    {
        foreach (var (id, _) in ended.Where(e => e.Value < before).ToList())
        {
            ended.TryRemove(id, out _);
        }

        foreach (var (id, _) in used.Where(u => u.Value < before).ToList())
        {
            used.TryRemove(id, out _);
        }
    }

    /// <summary>A caller, when it was read, and until when its token works.</summary>
    internal sealed record Known(Caller Caller, DateTime ReadAt, DateTime EndsAt, DateTime IssuedAt);
}
