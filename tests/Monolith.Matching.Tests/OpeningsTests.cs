using Monolith.BuildingBlocks;
using Monolith.Matching.Contracts;
using Monolith.Matching.Domain;
using Monolith.Testing;
using Xunit;

namespace Monolith.Matching.Tests;

public sealed class OpeningsTests
{
    private static readonly DayWindow Morning = new(new(9, 0), new(12, 0));

    [Fact]
    public void A_window_is_cut_into_sessions_with_breaks_and_a_rest_that_is_too_short_is_not_offered()
    {
        var openings = Of("Asia/Kolkata", 50, 10, [new(DayOfWeek.Monday, new(9, 0), new(11, 15))]).OpeningsBetween(Utc(2031, 5, 12), Utc(2031, 5, 13));

        Assert.Equal([Utc(2031, 5, 12, 3, 30), Utc(2031, 5, 12, 4, 30)], openings.Select(o => o.StartsAt));
        Assert.Equal(Utc(2031, 5, 12, 4, 20), openings[0].EndsAt);
    }

    [Fact]
    public void Without_breaks_one_session_ends_where_the_next_begins()
    {
        var openings = Of("UTC", 60, 0, [new(DayOfWeek.Monday, new(9, 0), new(11, 0))]).OpeningsBetween(Utc(2031, 5, 12), Utc(2031, 5, 13));

        Assert.Equal([new Opening(Utc(2031, 5, 12, 9), Utc(2031, 5, 12, 10)), new Opening(Utc(2031, 5, 12, 10), Utc(2031, 5, 12, 11))], openings);
    }

    [Fact]
    public void The_end_of_what_is_asked_for_is_not_part_of_it()
    {
        var availability = Of("UTC", 60, 0, [new(DayOfWeek.Monday, new(9, 0), new(11, 0))]);

        Assert.Equal([Utc(2031, 5, 12, 9)], availability.OpeningsBetween(Utc(2031, 5, 12, 9), Utc(2031, 5, 12, 10)).Select(o => o.StartsAt));
        Assert.Empty(availability.OpeningsBetween(Utc(2031, 5, 12, 8), Utc(2031, 5, 12, 9)));
    }

    [Theory]
    [InlineData("Europe/Berlin", 2031, 3, 30, 3)]
    [InlineData("Europe/Berlin", 2031, 10, 26, 5)]
    [InlineData("Europe/Berlin", 2031, 5, 4, 4)]
    [InlineData("America/New_York", 2031, 3, 9, 3)]
    [InlineData("America/New_York", 2031, 11, 2, 5)]
    [InlineData("Asia/Kolkata", 2031, 3, 30, 4)]
    public void A_night_with_a_clock_change_has_as_many_sessions_as_it_has_hours(string zone, int year, int month, int day, int hours)
    {
        var openings = Of(zone, 60, 0, [new(DayOfWeek.Sunday, new(1, 0), new(5, 0))]).OpeningsBetween(Utc(year, month, day).AddDays(-1), Utc(year, month, day).AddDays(1));

        Assert.Equal(hours, openings.Count);
        Assert.All(openings, o => Assert.Equal(TimeSpan.FromHours(1), o.EndsAt - o.StartsAt));
        Assert.All(openings.Zip(openings.Skip(1)), pair => Assert.True(pair.First.EndsAt <= pair.Second.StartsAt));
    }

    [Fact]
    public void The_habit_stays_at_nine_local_time_on_both_sides_of_a_clock_change()
    {
        var openings = Of("Europe/Berlin", 60, 0, [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklyWindow(d, new(9, 0), new(10, 0)))])
            .OpeningsBetween(Utc(2031, 3, 29), Utc(2031, 3, 31));

        Assert.Equal([Utc(2031, 3, 29, 8), Utc(2031, 3, 30, 7)], openings.Select(o => o.StartsAt));
    }

    [Fact]
    public void A_window_inside_the_hour_that_is_skipped_offers_nothing()
    {
        Assert.Empty(Of("Europe/Berlin", 30, 0, [new(DayOfWeek.Sunday, new(2, 0), new(3, 0))]).OpeningsBetween(Utc(2031, 3, 30), Utc(2031, 3, 31)));
    }

    [Fact]
    public void An_exception_replaces_the_week_on_its_date_and_an_empty_one_is_a_day_off()
    {
        var availability = Of(
            "UTC", 60, 0, [new(DayOfWeek.Monday, new(9, 0), new(10, 0))],
            [new(new(2031, 5, 12), []), new(new(2031, 5, 13), [Morning])]);

        Assert.Equal([9, 10, 11], availability.OpeningsBetween(Utc(2031, 5, 12), Utc(2031, 5, 14)).Select(o => o.StartsAt.Hour));
    }

    [Fact]
    public void Midnight_as_the_end_is_the_end_of_the_day()
    {
        Assert.Equal([22, 23], Of("UTC", 60, 0, [new(DayOfWeek.Monday, new(22, 0), new(0, 0))]).OpeningsBetween(Utc(2031, 5, 12), Utc(2031, 5, 13)).Select(o => o.StartsAt.Hour));
    }

    [Theory]
    [InlineData("Mars/Olympus", 50, 9, 12, 13)]
    [InlineData("UTC", 9, 9, 12, 13)]
    [InlineData("UTC", 481, 9, 12, 13)]
    [InlineData("UTC", 50, 12, 9, 13)]
    [InlineData("UTC", 50, 9, 12, 11)]
    public void Bad_zones_lengths_and_windows_that_end_early_or_overlap_are_refused(string zone, int minutes, int from, int until, int second)
    {
        var set = Availability.Of(Guid.CreateVersion7()).Set(zone, minutes, 0, [new(DayOfWeek.Monday, new(from, 0), new(until, 0)), new(DayOfWeek.Monday, new(second, 0), new(20, 0))], []);

        Assert.IsType<FieldRequired>(set.Refusal);
    }

    private static Availability Of(string zone, int minutes, int pause, List<WeeklyWindow> week, List<DayException>? exceptions = null) =>
        Availability.Of(Guid.CreateVersion7()).Set(zone, minutes, pause, week, exceptions ?? []).Value;

    private static DateTime Utc(int year, int month, int day, int hour = 0, int minute = 0) => new(year, month, day, hour, minute, 0, DateTimeKind.Utc);
}
