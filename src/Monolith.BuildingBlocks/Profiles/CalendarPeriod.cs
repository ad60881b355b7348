using System.ComponentModel;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Monolith.BuildingBlocks.Profiles;

/// <summary>
/// An ISO 8601 duration as the policies mean it (X-34): years, months and days are counted on the calendar of a time zone and end at the
/// same time of day; hours, minutes and seconds are elapsed time.
/// </summary>
/// <param name="Months">Whole months; a year is twelve.</param>
/// <param name="Days">Calendar days; a week is seven.</param>
/// <param name="Elapsed">Elapsed time, after the calendar part.</param>
[JsonConverter(typeof(CalendarPeriodConverter))]
[Description("an ISO 8601 duration such as P30D")]
public readonly partial record struct CalendarPeriod(int Months, int Days, TimeSpan Elapsed)
{
    private const int LongestYears = 200;

    /// <summary>Reads <c>P7Y</c>, <c>P30D</c>, <c>PT24H</c>, <c>P1Y2M3W4DT5H6M7S</c>: whole numbers, upper case, no sign, at most 200 years.</summary>
    /// <returns>False for anything else.</returns>
    public static bool TryParse(string? text, out CalendarPeriod period)
    {
        var match = Pattern().Match(text ?? "");
        int Part(string name) => match.Groups[name] is { Success: true } g ? int.Parse(g.ValueSpan, CultureInfo.InvariantCulture) : 0;
        period = match.Success
            ? new((12 * Part("Y")) + Part("M"), (7 * Part("W")) + Part("D"), new TimeSpan(Part("h"), Part("m"), Part("s")))
            : default;
        return match.Success && period is { Months: <= LongestYears * 12, Days: <= LongestYears * 365 };
    }

    /// <summary>The instant when the period that starts at an instant ends.</summary>
    /// <param name="utc">The start, in UTC.</param>
    /// <param name="zone">Whose calendar counts the years, months and days. The 29 February of a year without one is its 28 February;
    /// a time of day that a clock change skips moves on by the length of the change, one that occurs twice is the first.</param>
    public DateTime AddTo(DateTime utc, TimeZoneInfo zone)
    {
        if (Months == 0 && Days == 0)
        {
            return utc + Elapsed;
        }

        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
        return ToUtc(local.AddMonths(Months).AddDays(Days), zone) + Elapsed;
    }

    /// <summary>The end of a period of business days: Monday to Friday less the holidays, at the same time of day.</summary>
    public static DateTime AddBusinessDays(DateTime utc, int days, TimeZoneInfo zone, IReadOnlyCollection<DateOnly> holidays)
    {
        var local = DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(utc, zone), DateTimeKind.Unspecified);
        while (days > 0)
        {
            local = local.AddDays(1);
            var off = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || holidays.Contains(DateOnly.FromDateTime(local));
            days -= off ? 0 : 1;
        }

        return ToUtc(local, zone);
    }

    /// <summary>True when every start gives this period an end before, or with, the other's end (a month counts 31 days here, 28 there).</summary>
    public bool IsSurelyWithin(CalendarPeriod other) => this == other || Length(31, 366) <= other.Length(28, 365);

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder("P");
        _ = Months / 12 > 0 ? text.Append(Months / 12).Append('Y') : text;
        _ = Months % 12 > 0 ? text.Append(Months % 12).Append('M') : text;
        _ = Days > 0 ? text.Append(Days).Append('D') : text;
        return text.Length > 1 && Elapsed == default ? text.ToString() : text + XmlTime(Elapsed);
    }

    private static string XmlTime(TimeSpan elapsed) => (Whole: (int)elapsed.TotalHours, elapsed.Minutes, elapsed.Seconds) switch
    {
        (0, 0, var s) => $"T{s}S",
        (var h, 0, 0) => $"T{h}H",
        (var h, var m, 0) => h == 0 ? $"T{m}M" : $"T{h}H{m}M",
        var (h, m, s) => h == 0 ? $"T{m}M{s}S" : $"T{h}H{m}M{s}S",
    };

    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local))
        {
            var before = zone.GetUtcOffset(local.AddHours(-3));
            return DateTime.SpecifyKind(local - before, DateTimeKind.Utc);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }

    private TimeSpan Length(int monthDays, int yearDays) =>
        TimeSpan.FromDays((Months / 12 * yearDays) + (Months % 12 * monthDays) + Days) + Elapsed;

    [GeneratedRegex(@"\AP(?=.)((?<Y>[0-9]{1,4})Y)?((?<M>[0-9]{1,4})M)?((?<W>[0-9]{1,4})W)?((?<D>[0-9]{1,4})D)?(T(?=.)((?<h>[0-9]{1,4})H)?((?<m>[0-9]{1,4})M)?((?<s>[0-9]{1,4})S)?)?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}

/// <summary>A period in JSON is its ISO 8601 text.</summary>
internal sealed class CalendarPeriodConverter : JsonConverter<CalendarPeriod>
{
    public override CalendarPeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && CalendarPeriod.TryParse(reader.GetString(), out var period) ? period : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, CalendarPeriod value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
