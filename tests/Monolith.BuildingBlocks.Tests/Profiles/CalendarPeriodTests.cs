using System.Globalization;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.BuildingBlocks.Tests.Profiles;

public sealed class CalendarPeriodTests
{
    [Theory]
    [InlineData("P7Y", 84, 0, 0)]
    [InlineData("P30D", 0, 30, 0)]
    [InlineData("P2W", 0, 14, 0)]
    [InlineData("PT24H", 0, 0, 86400)]
    [InlineData("PT0S", 0, 0, 0)]
    [InlineData("P1Y2M3W4DT5H6M7S", 14, 25, 18367)]
    public void A_duration_is_read_into_months_days_and_seconds(string text, int months, int days, int seconds)
    {
        Assert.True(CalendarPeriod.TryParse(text, out var period));
        Assert.Equal(new CalendarPeriod(months, days, TimeSpan.FromSeconds(seconds)), period);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PT")]
    [InlineData("P1DT")]
    [InlineData("P1.5D")]
    [InlineData("-P1D")]
    [InlineData("p1d")]
    [InlineData("P1D ")]
    [InlineData("P1D\n")]
    [InlineData("P1D1Y")]
    [InlineData("1D")]
    [InlineData("P201Y")]
    [InlineData("P99999D")]
    [InlineData("P١D")]
    public void Anything_else_is_no_duration(string? text) => Assert.False(CalendarPeriod.TryParse(text, out _));

    [Theory]
    [InlineData("P7Y", "P7Y")]
    [InlineData("P14M", "P1Y2M")]
    [InlineData("P2W", "P14D")]
    [InlineData("PT24H", "PT24H")]
    [InlineData("PT90M", "PT1H30M")]
    [InlineData("PT0S", "PT0S")]
    [InlineData("P1DT1H1S", "P1DT1H0M1S")]
    public void A_period_is_written_so_that_it_reads_the_same(string text, string expected)
    {
        Assert.True(CalendarPeriod.TryParse(text, out var period));
        Assert.Equal(expected, period.ToString());
        Assert.True(CalendarPeriod.TryParse(period.ToString(), out var again));
        Assert.Equal(period, again);
    }

    [Theory]
    [InlineData("UTC", "2028-02-29T10:00", "P1Y", "2029-02-28T10:00")]
    [InlineData("UTC", "2028-02-29T10:00", "P4Y", "2032-02-29T10:00")]
    [InlineData("UTC", "2031-01-31T10:00", "P1M", "2031-02-28T10:00")]
    [InlineData("UTC", "2031-05-14T10:00", "P30D", "2031-06-13T10:00")]
    [InlineData("Asia/Kolkata", "2028-02-28T20:00", "P1Y", "2029-02-27T20:00")]
    [InlineData("Asia/Kolkata", "2031-02-28T19:00", "P1M", "2031-03-31T19:00")]
    [InlineData("Asia/Kolkata", "2031-05-14T10:00", "P15D", "2031-05-29T10:00")]
    [InlineData("Europe/Berlin", "2030-03-30T11:00", "P1D", "2030-03-31T10:00")]
    [InlineData("Europe/Berlin", "2030-03-30T11:00", "PT24H", "2030-03-31T11:00")]
    [InlineData("Europe/Berlin", "2030-03-30T01:30", "P1D", "2030-03-31T01:30")]
    [InlineData("Europe/Berlin", "2030-10-26T00:30", "P1D", "2030-10-27T00:30")]
    [InlineData("America/New_York", "2030-03-09T07:30", "P1D", "2030-03-10T07:30")]
    public void Years_months_and_days_are_counted_on_the_calendar_of_the_zone(string zone, string start, string period, string end)
    {
        Assert.True(CalendarPeriod.TryParse(period, out var parsed));
        var due = parsed.AddTo(Utc(start), TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.Equal(Utc(end), due);
        Assert.Equal(DateTimeKind.Utc, due.Kind);
    }

    [Theory]
    [InlineData("UTC", "2031-05-16T10:00", 1, "2031-05-19T10:00")]
    [InlineData("UTC", "2031-05-14T10:00", 10, "2031-05-29T10:00")]
    [InlineData("Asia/Kolkata", "2031-05-16T20:00", 1, "2031-05-18T20:00")]
    public void Business_days_leave_out_week_ends_and_holidays(string zone, string start, int days, string end)
    {
        var calendar = new PolicyCalendar(zone, [new DateOnly(2031, 5, 26)]);

        Assert.Equal(Utc(end), calendar.AddBusinessDays(Utc(start), days));
    }

    [Theory]
    [InlineData("P1Y", "P2Y", true)]
    [InlineData("P2Y", "P2Y", true)]
    [InlineData("PT24H", "P15D", true)]
    [InlineData("P12M", "P365D", false)]
    [InlineData("P30D", "P1M", false)]
    [InlineData("P28D", "P1M", true)]
    public void One_period_is_within_another_only_when_no_start_says_otherwise(string shorter, string longer, bool expected)
    {
        Assert.True(CalendarPeriod.TryParse(shorter, out var first) & CalendarPeriod.TryParse(longer, out var second));
        Assert.Equal(expected, first.IsSurelyWithin(second));
    }

    private static DateTime Utc(string text) =>
        DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
