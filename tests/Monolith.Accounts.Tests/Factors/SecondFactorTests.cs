using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Factors;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Factors;

public sealed class SecondFactorTests
{
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.At("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", DateTime.UnixEpoch.AddSeconds(seconds)));

    [Theory, ClassData(typeof(Databases))]
    public async Task A_sign_in_asks_for_a_code_once_a_factor_is_confirmed_and_the_owner_is_told(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var (here, there) = (await own.SignedIn(email), await own.SignedIn(email));
        var caller = (await own.CallerOf(here.AccessToken))!;

        var (secret, recovery) = await AFactor(own, caller);

        Assert.Equal(10, recovery.Count);
        Assert.Equal(MessageTemplate.SecondFactorAdded, (await own.MailTo(email))[0].Template);
        Assert.NotNull(await own.CallerOf(here.AccessToken));
        Assert.Null(await own.CallerOf(there.AccessToken));
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<SecondFactorRequired>((await own.Send(new SignIn(email, AccountsFixture.Password, null))).Refusal);
        Assert.IsType<SecondFactorWrong>((await own.Send(new SignIn(email, AccountsFixture.Password, null, "000000"))).Refusal);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, "Broad-Meadow-58 kite", null, Now(own, secret)))).Refusal);
        Assert.Null((await own.Send(new SignIn(email, AccountsFixture.Password, null, Now(own, secret)))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Renewed_recovery_codes_replace_those_of_before(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var caller = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        Assert.IsType<IllegalState>((await own.Send(new RenewRecoveryCodes(AccountsFixture.Password, "000000"), caller)).Refusal);
        var (_, before) = await AFactor(own, caller);
        Assert.IsType<PasswordWrong>((await own.Send(new RenewRecoveryCodes("Broad-Meadow-58 kite", before[0]), caller)).Refusal);
        Assert.IsType<SecondFactorWrong>((await own.Send(new RenewRecoveryCodes(AccountsFixture.Password, "000000"), caller)).Refusal);

        var after = (await own.Send(new RenewRecoveryCodes(AccountsFixture.Password, before[0]), caller)).Value.Codes;

        Assert.Equal((10, 0), (after.Count, after.Intersect(before).Count()));
        Assert.Equal(10, (await own.Send(new MySecondFactor(), caller)).Value.RecoveryCodesLeft);
        Assert.Equal(MessageTemplate.RecoveryCodesRenewed, (await own.MailTo(email))[0].Template);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.IsType<SecondFactorWrong>((await own.Send(new SignIn(email, AccountsFixture.Password, null, before[1]))).Refusal);
        Assert.Null((await own.Send(new SignIn(email, AccountsFixture.Password, null, after[0]))).Refusal);
    }

    [Fact]
    public async Task A_factor_that_was_not_confirmed_asks_for_nothing_and_a_wrong_code_confirms_none()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var caller = await own.CallerOf((await own.SignedIn(email)).AccessToken);
        Assert.IsType<PasswordWrong>((await own.Send(new BeginSecondFactor("Broad-Meadow-58 kite"), caller)).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new ConfirmSecondFactor("000000"), caller)).Refusal);
        var first = (await own.Send(new BeginSecondFactor(AccountsFixture.Password), caller)).Value.Secret;
        await own.Send(new BeginSecondFactor(AccountsFixture.Password), caller);

        Assert.IsType<SecondFactorWrong>((await own.Send(new ConfirmSecondFactor(Now(own, first)), caller)).Refusal);
        Assert.Null((await own.Send(new MySecondFactor(), caller)).Value.ConfirmedAt);
        await own.SignedIn(email);
    }

    [Fact]
    public async Task A_code_is_taken_once_one_step_late_at_most_and_never_an_older_one()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var (secret, _) = await AFactor(own, (await own.CallerOf((await own.SignedIn(email)).AccessToken))!);
        own.Clock.Advance(TimeSpan.FromSeconds(60));
        var code = Now(own, secret);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        var late = await own.Send(new SignIn(email, AccountsFixture.Password, null, code));
        var again = await own.Send(new SignIn(email, AccountsFixture.Password, null, code));
        var present = Now(own, secret);
        own.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(late.Refusal);
        Assert.IsType<SecondFactorWrong>(again.Refusal);
        Assert.IsType<SecondFactorWrong>((await own.Send(new SignIn(email, AccountsFixture.Password, null, present))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_code_at_once_signs_in_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var (secret, recovery) = await AFactor(own, (await own.CallerOf((await own.SignedIn(email)).AccessToken))!);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        var code = Now(own, secret);

        var byCode = await AccountsFixture.AtOnce([.. Enumerable.Repeat(() => own.Send(new SignIn(email, AccountsFixture.Password, null, code)), 4)]);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        var byRecovery = await AccountsFixture.AtOnce([.. Enumerable.Repeat(() => own.Send(new SignIn(email, AccountsFixture.Password, null, recovery[3])), 4)]);

        Assert.Single(byCode, answer => answer.Refusal is null);
        Assert.Single(byRecovery, answer => answer.Refusal is null);
        Assert.Equal(9, await own.Read<AccountsDbContext, int>(db => db.RecoveryCodes.CountAsync()));
    }

    [Fact]
    public async Task Five_codes_are_tried_in_the_life_of_one()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var (secret, _) = await AFactor(own, (await own.CallerOf((await own.SignedIn(email)).AccessToken))!);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 5; i++)
        {
            Assert.IsType<SecondFactorWrong>((await own.Send(new SignIn(email, AccountsFixture.Password, null, "000000"))).Refusal);
        }

        Assert.IsType<RateLimited>((await own.Send(new SignIn(email, AccountsFixture.Password, null, Now(own, secret)))).Refusal);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null((await own.Send(new SignIn(email, AccountsFixture.Password, null, Now(own, secret)))).Refusal);
    }

    [Fact]
    public async Task A_reset_password_does_not_get_round_the_second_factor()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        await AFactor(own, (await own.CallerOf((await own.SignedIn(email)).AccessToken))!);
        await own.Send(new RequestPasswordReset(email));
        await own.RunJobs();

        Assert.Null((await own.Send(new ResetPassword(await own.CodeTo(email, MessageTemplate.PasswordReset), "Broad-Meadow-58 kite"))).Refusal);

        Assert.IsType<SecondFactorRequired>((await own.Send(new SignIn(email, "Broad-Meadow-58 kite", null))).Refusal);
    }

    [Fact]
    public async Task Removing_needs_both_proofs_ends_every_session_and_is_told()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var caller = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        var (_, recovery) = await AFactor(own, caller);
        Assert.IsType<IllegalState>((await own.Send(new BeginSecondFactor(AccountsFixture.Password), caller)).Refusal);

        Assert.IsType<PasswordWrong>((await own.Send(new RemoveSecondFactor("Broad-Meadow-58 kite", recovery[0]), caller)).Refusal);
        Assert.IsType<SecondFactorWrong>((await own.Send(new RemoveSecondFactor(AccountsFixture.Password, "000000"), caller)).Refusal);
        Assert.Equal(1, (await own.Send(new RemoveSecondFactor(AccountsFixture.Password, recovery[0]), caller)).Value.Count);

        Assert.Equal(MessageTemplate.SecondFactorRemoved, (await own.MailTo(email))[0].Template);
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.RecoveryCodes.CountAsync()));
        await own.SignedIn(email);
    }

    [Fact]
    public async Task Staff_have_no_role_before_they_show_a_second_factor()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        await own.AMemberOfStaff(Role.Administrator, email);
        var signedIn = await own.SignedIn(email);
        var before = (await own.CallerOf(signedIn.AccessToken))!;

        Assert.True(signedIn.NeedsSecondFactor);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new InviteStaff(own.FreshEmail(), Role.Support), before));
        Assert.Null((await own.Send(new Me(), before)).Refusal);
        var (secret, _) = await AFactor(own, before);
        Assert.Equal(Role.Administrator, (await own.CallerOf(signedIn.AccessToken))!.Role);
        own.Clock.Advance(TimeSpan.FromSeconds(30));
        var later = (await own.Send(new SignIn(email, AccountsFixture.Password, null, Now(own, secret)))).Value;
        Assert.False(later.NeedsSecondFactor);
        Assert.Equal(Role.Administrator, (await own.CallerOf(later.AccessToken))!.Role);
    }

    [Fact]
    public async Task Fresh_proof_replaces_the_tokens_and_lasts_five_minutes()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var signedIn = await own.SignedIn(email);
        own.Clock.Advance(TimeSpan.FromMinutes(6));
        var caller = (await own.CallerOf(signedIn.AccessToken))!;

        Assert.IsType<PasswordWrong>((await own.Send(new ProveIdentity("Broad-Meadow-58 kite", null), caller)).Refusal);
        var proven = (await own.Send(new ProveIdentity(AccountsFixture.Password, null), caller)).Value;

        Assert.Null(await own.CallerOf(signedIn.AccessToken));
        Assert.Equal(own.Clock.GetUtcNow().UtcDateTime, (await own.CallerOf(proven.AccessToken))!.AuthenticatedAt, TimeSpan.FromMilliseconds(1));
        Assert.Equal(caller.SessionId, (await own.CallerOf(proven.AccessToken))!.SessionId);
        Assert.IsType<SessionOver>((await own.Send(new RefreshSession(signedIn.RefreshToken))).Refusal);
    }

    private static string Now(AccountsFixture fixture, string secret) => OneTimeCode.At(secret, fixture.Clock.GetUtcNow().UtcDateTime);

    private static async Task<(string Secret, IReadOnlyList<string> Recovery)> AFactor(AccountsFixture fixture, Caller caller)
    {
        var secret = (await fixture.Send(new BeginSecondFactor(AccountsFixture.Password), caller)).Value.Secret;
        var confirmed = await fixture.Send(new ConfirmSecondFactor(Now(fixture, secret)), caller);
        Assert.Null(confirmed.Refusal);
        return (secret, confirmed.Value.Codes);
    }
}
