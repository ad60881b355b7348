using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.Testing;
using Microsoft.EntityFrameworkCore;

namespace Monolith.Accounts.Tests.Credentials;

public sealed class PasswordTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private const string Next = "Broad-Meadow-58 kite";

    [Theory]
    [Clause("CA-5.5")]
    [InlineData("calm123")]
    [InlineData("aaaaaaaaaaaaaa")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("Password123456!")]
    [InlineData("P4ssw0rd!!P4ssw0rd")]
    [InlineData("Calmally-2031!")]
    [InlineData("CalmAllyTherapy1")]
    [InlineData("Asha-Rao-12345")]
    [InlineData("Qwertyuiop123!")]
    [InlineData("Abcdefgh1234!")]
    [InlineData("quietharbourlamp")]
    [InlineData("ShortPa$$1")]
    [InlineData("January2031!!")]
    public async Task A_weak_password_is_refused_for_clients_and_therapists(string password)
    {
        var client = await accounts.Send(AccountsFixture.Form(accounts.FreshEmail()) with { Password = password });
        var therapist = await accounts.Send(new RegisterTherapist("Asha Rao", accounts.FreshEmail(), null, password, true));

        Assert.Equal("password", Assert.IsType<WeakPassword>(client.Refusal).Field);
        Assert.IsType<WeakPassword>(therapist.Refusal);
    }

    [Theory]
    [InlineData("Quiet-Harbour-93 lamp")]
    [InlineData("violet trains drift under paper moons")]
    [InlineData("  leading-Blanks-77 stay  ")]
    [InlineData("шёпот-Дождя-29-над-рекой")]
    [InlineData("夜の海に浮かぶ七つの小さな灯りと古い舟の歌声")]
    [InlineData("🦉🌊🪁🧭🌾🎻🪴🧶 Vela-40 Brume")]
    public async Task A_strong_password_of_any_script_is_kept_whole(string password)
    {
        var email = accounts.FreshEmail();
        Assert.Null((await accounts.Send(AccountsFixture.Form(email) with { Password = password })).Refusal);
        await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)));

        await accounts.SignedIn(email, password);
        Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, password[..^1], null))).Refusal);
    }

    [Fact]
    public async Task A_password_of_200_characters_counts_to_the_last_one_and_one_of_2_kilobytes_is_refused()
    {
        var password = string.Concat(Enumerable.Range(0, 40).Select(i => $"{(char)('a' + (i * 7 % 26))}{i * 37 % 100:00}-Z"));
        var email = accounts.FreshEmail();
        Assert.Null((await accounts.Send(AccountsFixture.Form(email) with { Password = password })).Refusal);
        await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)));

        await accounts.SignedIn(email, password);
        Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, password[..^1] + "Y", null))).Refusal);
        Assert.IsType<WeakPassword>((await accounts.Send(AccountsFixture.Form(email) with { Password = string.Concat(Enumerable.Repeat(password, 10)) })).Refusal);
    }

    [Fact]
    public async Task Composed_and_decomposed_letters_are_one_password()
    {
        var email = accounts.FreshEmail();
        await accounts.Send(AccountsFixture.Form(email) with { Password = "Caf\u00e9-Lantern-71 mist" });
        await accounts.Send(new VerifyEmail(await accounts.CodeTo(email, MessageTemplate.VerifyEmail)));

        await accounts.SignedIn(email, "Cafe\u0301-Lantern-71 mist");
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_at_once_and_is_told()
    {
        var email = await accounts.AClient();
        var (here, there) = (await accounts.SignedIn(email), await accounts.SignedIn(email));
        var caller = (await accounts.CallerOf(here.AccessToken))!;
        Assert.NotNull(await accounts.CallerOf(there.AccessToken));

        var changed = await accounts.Send(new ChangePassword(AccountsFixture.Password, Next), caller);

        Assert.Equal(1, changed.Value.Count);
        Assert.NotNull(await accounts.CallerOf(here.AccessToken));
        Assert.Null(await accounts.CallerOf(there.AccessToken));
        Assert.IsType<SignInRefused>((await accounts.Send(new SignIn(email, AccountsFixture.Password, null))).Refusal);
        await accounts.SignedIn(email, Next);
        Assert.Equal(MessageTemplate.PasswordChanged, (await accounts.MailTo(email))[0].Template);
    }

    [Fact]
    public async Task A_change_needs_the_present_password_and_a_strong_one()
    {
        var caller = await accounts.ASignedInClient();

        Assert.IsType<PasswordWrong>((await accounts.Send(new ChangePassword(Next, Next), caller)).Refusal);
        Assert.Equal("replacement", Assert.IsType<WeakPassword>((await accounts.Send(new ChangePassword(AccountsFixture.Password, "calm123"), caller)).Refusal).Field);
        for (var i = 0; i < 10; i++)
        {
            await accounts.Send(new ChangePassword(Next, Next), caller);
        }

        Assert.IsType<RateLimited>((await accounts.Send(new ChangePassword(AccountsFixture.Password, Next), caller)).Refusal);
    }

    [Fact]
    public async Task A_hash_of_another_cost_is_replaced_at_sign_in()
    {
        var email = await accounts.AClient();
        var cheap = (await new PasswordHashing(new PasswordCost(7), accounts.Clock).HashAsync(AccountsFixture.Password, TestContext.Current.CancellationToken)).Value;
        var id = (await accounts.SignedIn(email)).AccountId;
        await accounts.Write<AccountsDbContext>(async db => (await db.Accounts.SingleAsync(a => a.Id == id)).Rehash(cheap));

        await accounts.SignedIn(email);

        var stored = await accounts.Read<AccountsDbContext, string>(db => db.Accounts.Where(a => a.Id == id).Select(a => a.PasswordHash).SingleAsync());
        Assert.StartsWith("pbkdf2-sha512$1000$", stored, StringComparison.Ordinal);
        await accounts.SignedIn(email);
    }

    [Fact]
    public void The_cost_outside_tests_is_220_000_rounds() => Assert.True(AccountsModule.PasswordRounds >= 220_000);

    [Theory]
    [Clause("CA-5.6")]
    [InlineData(89, 0)]
    [InlineData(90, 1)]
    [InlineData(400, 1)]
    public async Task An_old_password_is_mentioned_once_and_keeps_working(int days, int reminders)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        own.Clock.Advance(TimeSpan.FromDays(days));

        await own.RunJobs();
        await own.RunJobs();

        Assert.Equal(reminders, (await own.MailTo(email)).Count(m => m.Template is MessageTemplate.PasswordReminder));
        await own.SignedIn(email);
    }
}
