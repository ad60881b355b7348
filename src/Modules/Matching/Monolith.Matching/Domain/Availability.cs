using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Matching.Contracts;

namespace Monolith.Matching.Domain;

/// <summary>Time offered every week: local time of the therapist's zone, half open; midnight as the end is the end of the day.</summary>
internal sealed record WeeklyWindow(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>Time offered on one date.</summary>
internal sealed record DayWindow(TimeOnly From, TimeOnly Until);

/// <summary>A date on which the week does not hold: other times, or none.</summary>
internal sealed record DayException(DateOnly On, List<DayWindow> Windows);

/// <summary>When a therapist takes sessions (CA-2.16). Its id is the therapist's account.</summary>
internal sealed class Availability : Entity
{
    private const int MostWindows = 100;
    private const int MostExceptions = 400;

    private Availability()
    {
    }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; private set; } = "";

    public int SessionMinutes { get; private set; }

    public int BreakMinutes { get; private set; }

    public List<WeeklyWindow> Week { get; private set; } = [];

    public List<DayException> Exceptions { get; private set; } = [];

    /// <summary>No times yet.</summary>
    public static Availability Of(Guid therapistId) => new() { Id = therapistId };

    /// <summary>Replaces the times.</summary>
    public Result<Availability> Set(string timeZone, int sessionMinutes, int breakMinutes, List<WeeklyWindow> week, List<DayException> exceptions)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) || !zone.HasIanaId)
        {
            return new FieldRequired("timeZone", "An IANA time zone, such as Asia/Kolkata.");
        }

        if (sessionMinutes is < 10 or > 480 || breakMinutes is < 0 or > 240)
        {
            return new FieldRequired("sessionMinutes", "A session lasts 10 to 480 minutes, a break 0 to 240.");
        }

        if (week.Count > MostWindows || exceptions.Count > MostExceptions || exceptions.Any(e => e.Windows.Count > MostWindows))
        {
            return new FieldRequired("week", $"At most {MostWindows} windows and {MostExceptions} exceptions.");
        }

        if (week.GroupBy(w => w.Day).Any(day => !AreApart(day.Select(w => new DayWindow(w.From, w.Until)))))
        {
            return new FieldRequired("week", "Windows end after they begin and do not overlap.");
        }

        if (exceptions.DistinctBy(e => e.On).Count() != exceptions.Count || exceptions.Any(e => !AreApart(e.Windows)))
        {
            return new FieldRequired("exceptions", "Each date once; windows end after they begin and do not overlap.");
        }

        (TimeZone, SessionMinutes, BreakMinutes, Week, Exceptions) = (timeZone, sessionMinutes, breakMinutes, week, exceptions);
        return this;
    }

    /// <summary>The openings that begin in <c>[fromAt, untilAt)</c>, in order.</summary>
    public List<Opening> OpeningsBetween(DateTime fromAt, DateTime untilAt)
    {
        List<Opening> openings = [];
        if (Week.Count == 0 && Exceptions.Count == 0)
        {
            return openings;
        }

        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(untilAt, zone));
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(fromAt, zone)).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            foreach (var window in WindowsOn(day))
            {
                openings.AddRange(Cut(day, window, zone).Where(o => o.StartsAt >= fromAt && o.StartsAt < untilAt));
            }
        }

        return openings;
    }

    private static bool AreApart(IEnumerable<DayWindow> windows)
    {
        var end = -1L;
        foreach (var (from, until) in windows.OrderBy(w => w.From).Select(w => (w.From.Ticks, until: EndOf(w))))
        {
            if (from < end || until <= from)
            {
                return false;
            }

            end = until;
        }

        return true;
    }

    private static long EndOf(DayWindow window) => window.Until == TimeOnly.MinValue ? TimeSpan.TicksPerDay : window.Until.Ticks;

    private IEnumerable<DayWindow> WindowsOn(DateOnly day) =>
        Exceptions.FirstOrDefault(e => e.On == day) is { } exception
            ? exception.Windows.OrderBy(w => w.From)
            : Week.Where(w => w.Day == day.DayOfWeek).OrderBy(w => w.From).Select(w => new DayWindow(w.From, w.Until));

    private IEnumerable<Opening> Cut(DateOnly day, DayWindow window, TimeZoneInfo zone)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var end = LocalTime.ToUtc(midnight.AddTicks(EndOf(window)), zone);
        var session = TimeSpan.FromMinutes(SessionMinutes);
        for (var start = LocalTime.ToUtc(midnight + window.From.ToTimeSpan(), zone); start + session <= end; start += session + TimeSpan.FromMinutes(BreakMinutes))
        {
            yield return new Opening(start, start + session);
        }
    }
}

/// <summary>Instants of local times. A time that a clock change skips moves on by the length of the change; one that occurs twice is the first.</summary>
internal static class LocalTime
{
    /// <summary>The instant, UTC.</summary>
    public static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var offset = zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-3))
            : zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
