using Monolith.BuildingBlocks;
using Monolith.Consent.Application.Tracking;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Testing;

namespace Monolith.Consent.Tests;

public sealed class VisitorLimitsTests
{
    private readonly TestClock clock = new();

    [Fact]
    public void One_address_leaves_so_many_choices_an_hour_and_others_are_not_kept_from_it()
    {
        var limits = new VisitorLimits(clock);
        for (var i = 0; i < VisitorLimits.MostAnHour; i++)
        {
            Assert.Null(limits.Enter("203.0.113.7"));
        }

        var now = clock.GetUtcNow().UtcDateTime;
        Assert.Equal(now.AddHours(1), limits.Enter("203.0.113.7")!.RetryAt);
        Assert.NotNull(limits.Enter("::ffff:203.0.113.7"));
        Assert.Null(limits.Enter("203.0.113.8"));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(limits.Enter("203.0.113.7"));
    }

    [Fact]
    public void Many_addresses_of_one_household_are_one()
    {
        var limits = new VisitorLimits(clock);
        for (var i = 0; i < VisitorLimits.MostAnHour; i++)
        {
            limits.Enter($"2001:db8:0:1::{i:x}");
        }

        Assert.NotNull(limits.Enter("2001:db8:0:1:ffff::1"));
        Assert.Null(limits.Enter("2001:db8:0:2::1"));
    }

    [Fact]
    public void What_is_remembered_of_addresses_is_bounded()
    {
        var limits = new VisitorLimits(clock);
        for (var i = 0; i <= VisitorLimits.MostAnHour; i++)
        {
            limits.Enter("203.0.113.7");
        }

        for (var i = 0; i < VisitorLimits.MostAddresses * 2; i++)
        {
            limits.Enter($"10.{i / 65536}.{i / 256 % 256}.{i % 256}");
            Assert.InRange(limits.Remembered, 1, VisitorLimits.MostAddresses);
        }

        Assert.Null(limits.Enter("203.0.113.7"));
    }

    [Fact]
    public async Task A_visitors_choices_are_limited_and_an_accounts_are_not()
    {
        await using var consent = await Policies.UnderAsync("O7");
        var client = await consent.ARegisteredClientAsync();
        var limits = (VisitorLimits)consent.Services.GetService(typeof(VisitorLimits))!;
        for (var i = 0; i < VisitorLimits.MostAnHour; i++)
        {
            limits.Enter(null);
        }

        Assert.IsType<RateLimited>((await consent.Send(new SetCookieChoices([new("TRACKING", true)]))).Refusal);
        Assert.IsType<RateLimited>((await consent.Send(new OptOutOfAnalytics("MIXPANEL"))).Refusal);
        Assert.Empty(await consent.Read<ConsentDbContext, VisitorChoice[]>(db => Task.FromResult(db.VisitorChoices.ToArray())));
        Assert.True((await consent.Send(new SetCookieChoices([new("TRACKING", true)]), client)).Succeeded);
    }
}
