using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Sessions;

public sealed class SessionTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private const string Wrong = "Quiet-Harbour-93 lamb";

    [Fact]
    public async Task Who_signs_in_is_known_by_the_access_token()
    {
        var email = await accounts.AClient();

        var signedIn = await accounts.SignedIn("  " + email.ToUpperInvariant());
        var caller = await accounts.CallerOf(signedIn.AccessToken);

        Assert.Equal((signedIn.AccountId, Role.Client), (caller!.AccountId, caller.Role));
        Assert.Null(await accounts.CallerOf(signedIn.RefreshToken));
        Assert.Null(await accounts.CallerOf(signedIn.AccessToken[..^1] + "_"));
    }

    [Fact]
    public async Task Unknown_unproven_and_wrong_are_refused_alike()
    {
        var known = await accounts.AClient();
        var unproven = accounts.FreshEmail();
        await accounts.Send(AccountsFixture.Form(unproven));

        var answers = new[]
        {
            await accounts.Send(new SignIn(known, Wrong, null)),
            await accounts.Send(new SignIn(accounts.FreshEmail(), AccountsFixture.Password, null)),
            await accounts.Send(new SignIn(unproven, AccountsFixture.Password, null)),
            await accounts.Send(new SignIn("", "", null)),
        };

        Assert.All(answers, answer => Assert.Equal(new SignInRefused(), answer.Refusal));
    }

    [Fact]
    public async Task Guessing_is_stopped_after_ten_tries_but_not_for_a_device_that_is_known()
    {
        var email = await accounts.AClient();
        var device = (await accounts.SignedIn(email)).DeviceToken;
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, Wrong, null))).Refusal);
        }

        var stranger = await accounts.Send(new SignIn(email, AccountsFixture.Password, null));
        var owner = await accounts.Send(new SignIn(email, AccountsFixture.Password, device));

        Assert.Equal(accounts.Clock.GetUtcNow().UtcDateTime.AddMinutes(15), Assert.IsType<RateLimited>(stranger.Refusal).RetryAt);
        Assert.Null(owner.Refusal);
        accounts.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null((await accounts.Send(new SignIn(email, AccountsFixture.Password, null))).Refusal);
    }

    [Fact]
    public async Task An_address_without_an_account_is_limited_in_the_same_way()
    {
        var email = accounts.FreshEmail();
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, Wrong, null))).Refusal);
        }

        Assert.IsType<RateLimited>((await accounts.Send(new SignIn(email, Wrong, null))).Refusal);
    }

    [Fact]
    public async Task A_device_token_of_somebody_else_opens_no_way_round_the_limit()
    {
        var email = await accounts.AClient();
        var foreign = (await accounts.SignedIn(await accounts.AClient())).DeviceToken;
        for (var i = 0; i < 10; i++)
        {
            await accounts.Send(new SignIn(email, Wrong, null));
        }

        Assert.IsType<RateLimited>((await accounts.Send(new SignIn(email, Wrong, foreign))).Refusal);
    }

    [Fact]
    public async Task An_access_token_works_for_15_minutes_and_a_refresh_gives_another()
    {
        var first = await accounts.SignedIn(await accounts.AClient());
        accounts.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await accounts.CallerOf(first.AccessToken));

        var second = (await accounts.Send(new RefreshSession(first.RefreshToken))).Value;

        Assert.NotNull(await accounts.CallerOf(second.AccessToken));
        Assert.Equal(first.SessionEndsAt, second.SessionEndsAt, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task A_refresh_retires_the_access_token_before_it()
    {
        var first = await accounts.SignedIn(await accounts.AClient());
        Assert.NotNull(await accounts.CallerOf(first.AccessToken));

        await accounts.Send(new RefreshSession(first.RefreshToken));

        Assert.Null(await accounts.CallerOf(first.AccessToken));
    }

    [Fact]
    public async Task A_refresh_token_shown_again_ends_the_session_for_everybody()
    {
        var first = await accounts.SignedIn(await accounts.AClient());
        var second = (await accounts.Send(new RefreshSession(first.RefreshToken))).Value;
        Assert.NotNull(await accounts.CallerOf(second.AccessToken));

        var copied = await accounts.Send(new RefreshSession(first.RefreshToken));

        Assert.IsType<SessionOver>(copied.Refusal);
        Assert.Null(await accounts.CallerOf(second.AccessToken));
        Assert.IsType<SessionOver>((await accounts.Send(new RefreshSession(second.RefreshToken))).Refusal);
    }

    [Fact]
    public async Task A_session_ends_after_12_hours_however_it_is_used()
    {
        var tokens = await accounts.SignedIn(await accounts.AClient());
        for (var i = 0; i < 12; i++)
        {
            accounts.Clock.Advance(TimeSpan.FromMinutes(59));
            tokens = (await accounts.Send(new RefreshSession(tokens.RefreshToken))).Value;
        }

        Assert.Equal(tokens.SessionEndsAt, tokens.AccessTokenEndsAt, TimeSpan.FromMilliseconds(1));
        accounts.Clock.Advance(TimeSpan.FromMinutes(12));

        Assert.Null(await accounts.CallerOf(tokens.AccessToken));
        Assert.IsType<SessionOver>((await accounts.Send(new RefreshSession(tokens.RefreshToken))).Refusal);
    }

    [Fact]
    public async Task Signing_out_is_immediate_and_ends_that_session_only()
    {
        var email = await accounts.AClient();
        var (here, there) = (await accounts.SignedIn(email), await accounts.SignedIn(email));
        var caller = await accounts.CallerOf(here.AccessToken);

        Assert.Equal(1, (await accounts.Send(new SignOut(), caller)).Value.Count);

        Assert.Null(await accounts.CallerOf(here.AccessToken));
        Assert.IsType<SessionOver>((await accounts.Send(new RefreshSession(here.RefreshToken))).Refusal);
        Assert.NotNull(await accounts.CallerOf(there.AccessToken));
    }

    [Fact]
    public async Task The_session_of_somebody_else_cannot_be_ended()
    {
        var mine = await accounts.ASignedInClient();
        var theirs = await accounts.SignedIn(await accounts.AClient());
        var session = (await accounts.CallerOf(theirs.AccessToken))!.SessionId;

        Assert.IsType<SessionNotFound>((await accounts.Send(new EndAccountSession(session), mine)).Refusal);
        Assert.IsType<SessionNotFound>((await accounts.Send(new EndAccountSession(Guid.CreateVersion7()), mine)).Refusal);
        Assert.NotNull(await accounts.CallerOf(theirs.AccessToken));
    }

    [Fact]
    public async Task No_token_and_no_password_is_in_the_tables()
    {
        var tokens = await accounts.SignedIn(await accounts.AClient());

        var bytes = await File.ReadAllBytesAsync(Path.Combine(accounts.DataDirectory, "monolith.db-wal"), TestContext.Current.CancellationToken);
        var text = System.Text.Encoding.Latin1.GetString(bytes);

        Assert.Contains("pbkdf2-sha512$1000$", text, StringComparison.Ordinal);
        Assert.All(
            new[] { tokens.AccessToken, tokens.RefreshToken, tokens.DeviceToken!, AccountsFixture.Password, "Asha Rao", "98765 43210", "@example.org" },
            secret => Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase));
    }
}
