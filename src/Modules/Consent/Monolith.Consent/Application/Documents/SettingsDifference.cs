using System.Text.Json;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application.Documents;

/// <summary>What kind of setting changed; each of these makes a change of policy at least significant .</summary>
internal enum ChangedPart
{
    /// <summary>What data is used for.</summary>
    Purpose,

    /// <summary>On which grounds it is disclosed, or a right refused.</summary>
    Ground,

    /// <summary>Who may receive it, and where.</summary>
    Recipient,

    /// <summary>How long something lasts.</summary>
    Period,

    /// <summary>From which age on.</summary>
    Age,
}

/// <summary>A setting that is another one than in the version before.</summary>
/// <param name="Path">Its place in the profile: <c>accounts.age.minimum</c>; entries of a list by their key.</param>
/// <param name="Part">What kind of setting it is.</param>
/// <param name="Before">Its value before as JSON; null when it is added.</param>
/// <param name="After">Its value now as JSON; null when it is gone.</param>
internal sealed record SettingChange(string Path, ChangedPart Part, string? Before, string? After);

/// <summary>The settings whose change matters to people, as a version was published under them, and what differs between two versions.</summary>
internal static class SettingsDifference
{
    private static readonly string[] Names = ["key", "name", "vendor"];

    private static readonly (string Prefix, ChangedPart Part)[] Parts =
    [
        ("accounts.age.", ChangedPart.Age),
        ("consent.purposes.", ChangedPart.Purpose), ("consent.uses.", ChangedPart.Purpose), ("consent.collection.", ChangedPart.Purpose), ("consent.enrichment", ChangedPart.Purpose),
        ("consent.marketing.basis", ChangedPart.Purpose), ("consent.legalEntitlement", ChangedPart.Purpose),
        ("consent.disclosure.affiliates", ChangedPart.Recipient), ("consent.disclosure.partners", ChangedPart.Recipient),
        ("consent.disclosure.aggregate", ChangedPart.Recipient), ("consent.disclosure.", ChangedPart.Ground), ("grievance.rights.refusalGrounds", ChangedPart.Ground),
        ("consent.processors.", ChangedPart.Recipient), ("consent.trackers.", ChangedPart.Recipient), ("consent.advertising", ChangedPart.Recipient),
        ("consent.businessTransfer", ChangedPart.Recipient), ("consent.dataResidency.", ChangedPart.Recipient),
    ];

    /// <summary>The settings that matter, path to value, as JSON.</summary>
    public static string Snapshot(PolicyProfile profile) => JsonSerializer.Serialize(
        Leaves("", profile.Settings).Where(leaf => PartOf(leaf.Path, leaf.Value) is not null).ToDictionary(leaf => leaf.Path, leaf => leaf.Value));

    /// <summary>What differs, by path.</summary>
    public static IReadOnlyList<SettingChange> Between(string before, string after)
    {
        var (old, now) = (Read(before), Read(after));
        return
        [
            .. from path in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
               let was = old.GetValueOrDefault(path)
               let became = now.GetValueOrDefault(path)
               where was != became
               select new SettingChange(path, PartOf(path, became ?? was!) ?? PartOf(path, was ?? became!) ?? ChangedPart.Period, was, became),
        ];
    }

    /// <summary>The changes of a version as they are stored.</summary>
    public static string Json(IReadOnlyList<SettingChange> changes) => JsonSerializer.Serialize(changes);

    /// <summary>The stored changes of a version; versions of before they were stored have none.</summary>
    public static IReadOnlyList<SettingChange> Changes(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<IReadOnlyList<SettingChange>>(json)!;

    private static Dictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    private static ChangedPart? PartOf(string path, string value)
    {
        foreach (var (prefix, part) in Parts)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                return part;
            }
        }

        return value.StartsWith("\"P", StringComparison.Ordinal) && CalendarPeriod.TryParse(value.Trim('"'), out _) ? ChangedPart.Period : null;
    }

    private static IEnumerable<(string Path, string Value)> Leaves(string path, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Leaves(path.Length == 0 ? p.Name : $"{path}.{p.Name}", p.Value)),
        JsonValueKind.Array => element.GetArrayLength() > 0 && element.EnumerateArray().All(item => NameOf(item) is not null)
            ? element.EnumerateArray().Select(item => ($"{path}.{NameOf(item)}", item.GetRawText()))
            : [(path, element.GetRawText())],
        _ => [(path, element.GetRawText())],
    };

    private static string? NameOf(JsonElement item) => item.ValueKind is not JsonValueKind.Object
        ? null
        : Names.Select(name => item.TryGetProperty(name, out var value) ? value.GetString() : null).FirstOrDefault(value => value is not null);
}
