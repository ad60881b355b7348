using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Credentials;

public sealed class PasswordResetTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    private const string Next = "Broad-Meadow-58 kite";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_reset_ends_every_session_forgets_the_devices_and_is_told(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var before = await own.SignedIn(email);
        var code = await CodeFor(own, email);

        var reset = await own.Send(new ResetPassword(code, Next));

        Assert.Equal(1, reset.Value.Count);
        Assert.Null(await own.CallerOf(before.AccessToken));
        Assert.IsType<SessionOver>((await own.Send(new RefreshSession(before.RefreshToken))).Refusal);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, AccountsFixture.Password, null))).Refusal);
        await own.SignedIn(email, Next);
        Assert.Equal(MessageTemplate.PasswordChanged, (await own.MailTo(email))[0].Template);
        Assert.Equal(1, await own.Read<AccountsDbContext, int>(db => db.Devices.CountAsync()));
    }

    [Fact]
    public async Task Known_unknown_and_closed_addresses_get_the_same_answer_and_the_same_row()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (known, unknown, closed) = (await own.AClient(), own.FreshEmail(), own.FreshEmail());
        await own.Send(new CloseAccount(AccountsFixture.Password), await own.ASignedInClient(closed));

        var answers = new[]
        {
            await own.Send(new RequestPasswordReset(known)),
            await own.Send(new RequestPasswordReset(unknown)),
            await own.Send(new RequestPasswordReset(closed)),
            await own.Send(new RequestPasswordReset("")),
        };

        Assert.All(answers, answer => Assert.Equal(PasswordResetView.Sent, answer.Value));
        Assert.Equal(4, await own.Read<AccountsDbContext, int>(db => db.ResetWishes.CountAsync()));
        await own.RunJobs();
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.ResetWishes.CountAsync()));
        Assert.Equal(MessageTemplate.PasswordReset, (await own.MailTo(known))[0].Template);
        Assert.Empty(await own.MailTo(unknown));
        Assert.NotEqual(MessageTemplate.PasswordReset, (await own.MailTo(closed))[0].Template);
    }

    [Fact]
    public async Task A_code_works_once_and_a_weak_password_does_not_use_it_up()
    {
        var email = await accounts.AClient();
        var code = await CodeFor(accounts, email);

        Assert.Equal("replacement", Assert.IsType<WeakPassword>((await accounts.Send(new ResetPassword(code, "calm123"))).Refusal).Field);
        Assert.Null((await accounts.Send(new ResetPassword(code, Next))).Refusal);
        Assert.IsType<CodeInvalid>((await accounts.Send(new ResetPassword(code, AccountsFixture.Password))).Refusal);
        Assert.IsType<CodeInvalid>((await accounts.Send(new ResetPassword("", Next))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_who_use_one_code_at_once_do_not_both_succeed(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var code = await CodeFor(own, await own.AClient());

        var answers = await AccountsFixture.AtOnce(
            () => own.Send(new ResetPassword(code, Next)),
            () => own.Send(new ResetPassword(code, "Third-Valley-17 moss")));

        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Single(answers, answer => answer.Refusal is CodeInvalid);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_code_that_was_used_after_it_was_found_is_lost_to_whoever_found_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var code = await CodeFor(own, await own.AClient());
        await using var slow = own.Services.CreateAsyncScope();
        slow.ServiceProvider.GetRequiredService<RequestScope>().ActAsPlatform("Test");
        var (codes, db, now) = (slow.ServiceProvider.GetRequiredService<MailedCodes>(), slow.ServiceProvider.GetRequiredService<AccountsDbContext>(), TestContext.Current.CancellationToken);
        var found = await codes.FindAsync(code, MailCodePurpose.PasswordReset, now);

        Assert.Null((await own.Send(new ResetPassword(code, Next))).Refusal);
        await codes.DropAsync(found!.AccountId, now);

        Assert.False(await db.SavedAsync(now));
    }

    [Fact]
    public async Task A_code_dies_after_30_minutes_with_a_newer_one_and_with_a_changed_password()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var first = await CodeFor(own, email);
        var second = await CodeFor(own, email);
        Assert.IsType<CodeInvalid>((await own.Send(new ResetPassword(first, Next))).Refusal);

        var caller = await own.CallerOf((await own.SignedIn(email)).AccessToken);
        await own.Send(new ChangePassword(AccountsFixture.Password, Next), caller);
        Assert.IsType<CodeInvalid>((await own.Send(new ResetPassword(second, AccountsFixture.Password))).Refusal);

        var third = await CodeFor(own, email);
        own.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.IsType<CodeInvalid>((await own.Send(new ResetPassword(third, AccountsFixture.Password))).Refusal);
    }

    [Fact]
    public async Task A_code_for_another_purpose_resets_nothing()
    {
        var caller = await accounts.ASignedInClient();
        var there = accounts.FreshEmail();
        await accounts.Send(new ChangeEmail(there, AccountsFixture.Password), caller);
        var code = await accounts.CodeTo(there, MessageTemplate.EmailChange);

        Assert.IsType<CodeInvalid>((await accounts.Send(new ResetPassword(code, Next))).Refusal);
    }

    [Fact]
    public async Task Asking_is_limited_for_each_address_alike()
    {
        var (known, unknown) = (await accounts.AClient(), accounts.FreshEmail());
        for (var i = 0; i < 10; i++)
        {
            Assert.Null((await accounts.Send(new RequestPasswordReset(known))).Refusal);
            Assert.Null((await accounts.Send(new RequestPasswordReset(unknown))).Refusal);
        }

        Assert.Equal(
            Assert.IsType<RateLimited>((await accounts.Send(new RequestPasswordReset(known))).Refusal),
            Assert.IsType<RateLimited>((await accounts.Send(new RequestPasswordReset(unknown))).Refusal));
    }

    private static async Task<string> CodeFor(AccountsFixture fixture, string email)
    {
        Assert.Null((await fixture.Send(new RequestPasswordReset(email))).Refusal);
        await fixture.RunJobs();
        return await fixture.CodeTo(email, MessageTemplate.PasswordReset);
    }
}
