using Monolith.Testing;

namespace Monolith.ArchitectureTests.Fixtures;

public sealed class TestClockTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Time_stands_still_until_a_test_moves_it()
    {
        var before = _clock.GetUtcNow();
        Assert.Equal(before, _clock.GetUtcNow());

        _clock.Advance(TimeSpan.FromMinutes(90));

        Assert.Equal(before.AddMinutes(90), _clock.GetUtcNow());
        Assert.Equal(TimeSpan.FromMinutes(90), _clock.GetElapsedTime(before.UtcTicks));
    }

    [Fact]
    public void A_periodic_timer_fires_once_a_period_at_the_instant_it_is_due()
    {
        List<DateTimeOffset> fired = [];
        var start = _clock.GetUtcNow();
        using var timer = _clock.CreateTimer(_ => fired.Add(_clock.GetUtcNow()), null, TimeSpan.FromHours(1), TimeSpan.FromHours(2));

        _clock.Advance(TimeSpan.FromHours(6));

        Assert.Equal([start.AddHours(1), start.AddHours(3), start.AddHours(5)], fired);
    }

    [Fact]
    public void A_one_shot_timer_fires_once_and_a_disposed_one_never()
    {
        var fired = 0;
        using var once = _clock.CreateTimer(_ => fired++, null, TimeSpan.FromHours(1), Timeout.InfiniteTimeSpan);
        _clock.CreateTimer(_ => fired += 100, null, TimeSpan.FromHours(1), TimeSpan.FromHours(1)).Dispose();

        _clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(1, fired);
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_gets_there()
    {
        var delay = Task.Delay(TimeSpan.FromHours(24), _clock, TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromHours(23));
        Assert.False(delay.IsCompleted);

        _clock.Advance(TimeSpan.FromHours(1));

        await delay;
    }
}
