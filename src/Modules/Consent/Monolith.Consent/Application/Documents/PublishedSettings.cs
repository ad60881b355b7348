using System.Text.Json;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent.Application.Documents;

/// <summary>The settings of the whole profile in the words of a document, so that a text cannot say what no setting does.</summary>
internal sealed class PublishedSettings(PolicyProfile profile)
{
    /// <summary>The legal name of the provider.</summary>
    public string Provider => profile.Platform.Provider.LegalName;

    /// <summary>The setting at a path of keys joined with dots; null when the profile sets null or has no such key.</summary>
    public JsonElement? At(string path)
    {
        var element = profile.Settings;
        foreach (var key in path.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(key, out element))
            {
                return null;
            }
        }

        return element.ValueKind is JsonValueKind.Null ? null : element;
    }

    /// <summary>The setting as text.</summary>
    public string? Text(string path) => At(path)?.ToString();

    /// <summary>Whether the setting is the true one, or an option other than Off and None.</summary>
    public bool IsOn(string path) => At(path) is { } element && element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => element.GetString() is not ("Off" or "None"),
        JsonValueKind.Array => element.GetArrayLength() > 0,
        _ => false,
    };

    /// <summary>A list of keys in words: <c>log, device, ip</c>.</summary>
    public string List(string path, string? member = null) => At(path) is { ValueKind: JsonValueKind.Array } list
        ? string.Join(", ", list.EnumerateArray().Select(item => Words(member is null ? item.ToString() : item.GetProperty(member).ToString())))
        : "";

    /// <summary>A period in words: <c>7 years</c>; null when it is not set.</summary>
    public string? Period(string path) => CalendarPeriod.TryParse(Text(path), out var period) ? Words(period) : null;

    /// <summary>A period in words.</summary>
    public static string Words(CalendarPeriod period)
    {
        (int Count, string Unit)[] parts =
        [
            (period.Months / 12, "year"), (period.Months % 12, "month"), (period.Days, "day"),
            ((int)period.Elapsed.TotalHours, "hour"), (period.Elapsed.Minutes, "minute"), (period.Elapsed.Seconds, "second"),
        ];
        var words = parts.Where(p => p.Count > 0).Select(p => $"{p.Count} {p.Unit}{(p.Count == 1 ? "" : "s")}").ToList();
        return words.Count == 0 ? "no time" : string.Join(" ", words);
    }

    /// <summary>A key in words: <c>SERVICE_DELIVERY</c> is <c>service delivery</c>.</summary>
    public static string Words(string key) =>
        key.All(c => char.IsAsciiLetterUpper(c) || c == '_' || char.IsAsciiDigit(c)) && key.Length > 3 ? key.Replace('_', ' ').ToLowerInvariant() : key;
}
