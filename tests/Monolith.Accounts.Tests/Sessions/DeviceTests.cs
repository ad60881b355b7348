using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Sessions;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Windows")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15", "Safari on Mac")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("SomeApp (Android 14)", "Android")]
    [InlineData("unheard of", null)]
    [InlineData(null, null)]
    public void A_device_is_named_as_its_owner_would(string? userAgent, string? device) => Assert.Equal(device, RoughDevice.Of(userAgent));

    [Fact]
    public async Task A_person_sees_the_sessions_that_run_with_their_last_use_and_which_is_this()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var (here, there) = (await own.SignedIn(email), await own.SignedIn(email));
        var over = await own.SignedIn(email);
        await own.Send(new SignOut(), await own.CallerOf(over.AccessToken));
        var startedAt = own.Clock.GetUtcNow().UtcDateTime;
        own.Clock.Advance(TimeSpan.FromMinutes(7));
        var caller = (await own.CallerOf(here.AccessToken))!;

        var sessions = (await own.Send(new MySessions(), caller)).Value;

        Assert.Equal([false, true], sessions.Select(s => s.IsThis));
        Assert.Equal(startedAt, sessions[0].UsedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(startedAt.AddMinutes(7), sessions[1].UsedAt, TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await own.CallerOf(there.AccessToken));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Ending_all_others_is_immediate_and_makes_their_devices_strangers(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var (here, there) = (await own.SignedIn(email), await own.SignedIn(email));
        var stranger = await own.SignedIn(await own.AClient());
        Assert.NotNull(await own.CallerOf(there.AccessToken));

        var ended = await own.Send(new EndOtherSessions(), await own.CallerOf(here.AccessToken));

        Assert.Equal(1, ended.Value.Count);
        Assert.Null(await own.CallerOf(there.AccessToken));
        Assert.NotNull(await own.CallerOf(here.AccessToken));
        Assert.NotNull(await own.CallerOf(stranger.AccessToken));
        for (var i = 0; i < 10; i++)
        {
            await own.Send(new SignIn(email, "Quiet-Harbour-93 lamb", null));
        }

        Assert.IsType<RateLimited>((await own.Send(new SignIn(email, AccountsFixture.Password, there.DeviceToken))).Refusal);
        Assert.Null((await own.Send(new SignIn(email, AccountsFixture.Password, here.DeviceToken))).Refusal);
    }

    [Fact]
    public async Task A_session_of_staff_ends_when_it_is_not_used_for_the_time_the_profile_says()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (staff, client) = (own.FreshEmail(), await own.AClient());
        await own.AMemberOfStaff(Role.Support, staff);
        var (ofStaff, ofClient) = (await own.SignedIn(staff), await own.SignedIn(client));

        own.Clock.Advance(TimeSpan.FromMinutes(15));
        var atTheEdge = await own.Send(new RefreshSession(ofStaff.RefreshToken));
        own.Clock.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(1));

        Assert.Null(atTheEdge.Refusal);
        Assert.IsType<SessionOver>((await own.Send(new RefreshSession(atTheEdge.Value.RefreshToken))).Refusal);
        Assert.Null((await own.Send(new RefreshSession(ofClient.RefreshToken))).Refusal);
    }
}
