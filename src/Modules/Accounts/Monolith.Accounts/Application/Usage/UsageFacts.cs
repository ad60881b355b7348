using System.Globalization;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Infrastructure;

namespace Monolith.Accounts.Application.Usage;

/// <summary>The facts of a call that a profile collects. Those that only a front end knows come with <c>recordUsage</c>.</summary>
internal static class UsageFacts
{
    private const string Provider = "derivedIsp";
    private const string Place = "derivedPlace";
    private const int LongestValue = 300;

    private static readonly Dictionary<string, Func<string, DateTime, CallFacts, string?>> Known = new(StringComparer.Ordinal)
    {
        ["ip"] = (_, _, call) => call.Address,
        ["page"] = (area, _, _) => area,
        ["actions"] = (area, _, _) => area,
        ["log"] = (area, _, _) => area,
        ["pageOrder"] = (area, _, _) => area,
        ["time"] = (_, now, _) => Instant(now),
        ["times"] = (_, now, _) => Instant(now),
        ["referrer"] = (_, _, call) => call.Referrer,
        ["language"] = (_, _, call) => call.Languages,
        ["browser"] = (_, _, call) => RoughDevice.ProgramOf(call.UserAgent),
        ["browserVersion"] = (_, _, call) => RoughDevice.VersionOf(call.UserAgent),
        ["os"] = (_, _, call) => RoughDevice.SystemOf(call.UserAgent),
        ["computer"] = (_, _, call) => RoughDevice.IsMobile(call.UserAgent) ? null : RoughDevice.SystemOf(call.UserAgent),
        ["device"] = (_, _, call) => RoughDevice.Of(call.UserAgent),
        ["devices"] = (_, _, call) => RoughDevice.Of(call.UserAgent),
        ["mobileType"] = (_, _, call) => RoughDevice.IsMobile(call.UserAgent) ? RoughDevice.SystemOf(call.UserAgent) : null,
        ["mobileOs"] = (_, _, call) => RoughDevice.IsMobile(call.UserAgent) ? (RoughDevice.SystemOf(call.UserAgent) is "Android" ? "Android" : "iOS") : null,
        ["mobileBrowser"] = (_, _, call) => RoughDevice.IsMobile(call.UserAgent) ? RoughDevice.ProgramOf(call.UserAgent) : null,
    };

    private static readonly HashSet<string> OfFrontEnds =
        ["timeSpent", "deviceId", "diagnostics", "linksClicked", "location", "duration", "connections", "hardware", "page", "referrer", "language", "actions", "pageOrder"];

    /// <summary>What the profile collects of this call; a fact that the call does not tell is left out.</summary>
    public static Dictionary<string, string> Of(IReadOnlyList<string> fields, string area, DateTime now, CallFacts call)
    {
        Dictionary<string, string> facts = new(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (Known.TryGetValue(field, out var read) && read(area, now, call) is { Length: > 0 } value)
            {
                facts[field] = value.Length > LongestValue ? value[..LongestValue] : value;
            }
        }

        return facts;
    }

    /// <summary>What the profile collects of what an address tells; it is derived, not told (AP-30).</summary>
    public static IEnumerable<(string Name, string Value)> Of(IReadOnlyList<string> fields, AddressPlace? place) =>
        place is null ? [] : new[] { (Provider, place.Provider), (Place, place.Place) }.Where(fact => fact.Item2.Length > 0 && fields.Contains(fact.Item1));

    /// <summary>Whether the fact is a guess from another one.</summary>
    public static bool IsDerived(string field) => field is Provider or Place;

    /// <summary>Whether a front end may tell this fact.</summary>
    public static bool ComesFromFrontEnds(string field) => OfFrontEnds.Contains(field);

    private static string Instant(DateTime now) => now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
