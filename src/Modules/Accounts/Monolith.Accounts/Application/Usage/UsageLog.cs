using System.Collections.Concurrent;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;

namespace Monolith.Accounts.Application.Usage;

/// <summary>A use on its way to the log.</summary>
/// <param name="AccountId">Whose; null for a visitor.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Area">What was used.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Facts">What the profile collects of it.</param>
internal sealed record Use(Guid? AccountId, UsageKind Kind, string Area, DateTime OccurredAt, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Whether a front end told it: a page, not a call.</summary>
    public bool IsPage { get; init; }

    /// <summary>The token of a visitor's choices of cookies.</summary>
    public string? Visitor { get; init; }
}

/// <summary>What the host knows of a call.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="UserAgent">What it was sent with.</param>
/// <param name="Referrer">The page it was sent from.</param>
/// <param name="Languages">The languages it asks for.</param>
internal sealed record CallFacts(string? Address, string? UserAgent, string? Referrer = null, string? Languages = null);

/// <summary>
/// Takes uses in without keeping anybody waiting; a job writes them. What a flood brings beyond the places that wait is left out and counted, so that logging
/// cannot take the service down.
/// </summary>
internal sealed class UsageLog(AccountsPolicy policy, AddressPlaces places, TimeProvider clock)
{
    /// <summary>Uses that may wait for the next run of the job.</summary>
    public const int MostWaiting = 500;

    private const int LongestArea = 80;
    private readonly ConcurrentQueue<Use> waiting = new();
    private long leftOut;

    /// <summary>Uses that were left out since the start.</summary>
    public long LeftOut => Interlocked.Read(ref leftOut);

    /// <summary>Notes a use with what the profile collects of the call.</summary>
    public void Note(Guid? accountId, UsageKind kind, string area, CallFacts call) => Note(accountId, kind, area, call, null, null);

    /// <summary>Notes the visit of a page, with facts that were checked already.</summary>
    public void NotePage(Guid? accountId, string page, CallFacts call, IReadOnlyDictionary<string, string> further, string? visitor) =>
        Note(accountId, UsageKind.Visit, page, call, further, visitor);

    private void Note(Guid? accountId, UsageKind kind, string area, CallFacts call, IReadOnlyDictionary<string, string>? further, string? visitor)
    {
        if (accountId is null && !policy.Usage.Visitors && kind is UsageKind.Visit)
        {
            return;
        }

        if (waiting.Count >= MostWaiting)
        {
            Interlocked.Increment(ref leftOut);
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var name = string.Concat(area.Take(LongestArea).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '/' or '-' or '.' ? c : '_'));
        var facts = UsageFacts.Of(policy.Usage.Fields, name, now, call);
        foreach (var (field, value) in UsageFacts.Of(policy.Usage.Fields, places.Find(call.Address)))
        {
            facts[field] = value;
        }

        foreach (var (field, value) in further ?? new Dictionary<string, string>())
        {
            facts[field] = value;
        }

        waiting.Enqueue(new Use(accountId, kind, name, now, facts) { IsPage = further is not null, Visitor = visitor });
    }

    /// <summary>Takes all that wait.</summary>
    public List<Use> TakeAll()
    {
        List<Use> taken = [];
        while (waiting.TryDequeue(out var use))
        {
            taken.Add(use);
        }

        return taken;
    }
}
