using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Factors;
using Monolith.Accounts.Application.Passkeys;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Passkeys;

public sealed class PasskeyTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_passkey_signs_in_without_password_or_code_and_its_owner_was_told_of_it(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await own.AClient();
        var caller = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        using var device = new SoftwareAuthenticator();

        var added = (await device.Adds(own, caller, " Blue telephone ")).Value;

        Assert.Equal(("Blue telephone", null), (added.Name, added.UsedAt));
        Assert.Equal(MessageTemplate.PasskeyAdded, (await own.MailTo(email))[0].Template);
        own.Clock.Advance(TimeSpan.FromHours(1));
        var signedIn = (await device.SignsIn(own)).Value;
        Assert.Equal(caller.AccountId, (await own.CallerOf(signedIn.AccessToken))!.AccountId);
        Assert.NotNull(signedIn.DeviceToken);
        Assert.Equal(own.Clock.GetUtcNow().UtcDateTime, (await own.Send(new MyPasskeys(), caller)).Value[0].UsedAt!.Value, TimeSpan.FromMilliseconds(1));
        Assert.Null((await device.SignsIn(own)).Refusal);
    }

    [Fact]
    public async Task Several_passkeys_of_one_account_sign_in_and_one_that_was_removed_does_not()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var here = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        using var first = await own.ADevice(here);
        using var second = await own.ADevice(here);
        var there = (await second.SignsIn(own)).Value;
        var stranger = await own.ASignedInClient();
        var listed = (await own.Send(new MyPasskeys(), here)).Value;

        Assert.Equal(2, listed.Length);
        Assert.IsType<PasskeyNotFound>((await own.Send(new RenamePasskey(listed[0].PasskeyId, "Mine"), stranger)).Refusal);
        Assert.IsType<PasskeyNotFound>((await own.Send(new RemovePasskey(listed[0].PasskeyId), stranger)).Refusal);
        Assert.IsType<FieldRequired>((await own.Send(new RenamePasskey(listed[0].PasskeyId, new string('x', 61)), here)).Refusal);
        Assert.Equal("Laptop", (await own.Send(new RenamePasskey(listed[0].PasskeyId, " Laptop "), here)).Value.Name);
        Assert.Equal(1, (await own.Send(new RemovePasskey(listed[0].PasskeyId), here)).Value.Count);

        Assert.Null(await own.CallerOf(there.AccessToken));
        Assert.Equal(MessageTemplate.PasskeyRemoved, (await own.MailTo(email))[0].Template);
        Assert.IsType<PasskeyRefused>((await first.SignsIn(own)).Refusal);
        Assert.Null((await second.SignsIn(own)).Refusal);
    }

    [Fact]
    public async Task Adding_and_removing_need_fresh_proof_and_a_passkey_gives_it()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var signedIn = await own.SignedIn(email);
        var before = (await own.CallerOf(signedIn.AccessToken))!;
        Assert.IsType<PasskeyNotFound>((await own.Send(new BeginPasskeyProof(), before)).Refusal);
        using var device = await own.ADevice(before);
        var passkey = (await own.Send(new MyPasskeys(), before)).Value[0].PasskeyId;
        own.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<ReauthRequired>((await own.Send(new RemovePasskey(passkey), before)).Refusal);
        Assert.IsType<ReauthRequired>((await own.Send(new BeginPasskey(), before)).Refusal);

        var proven = (await device.Proves(own, before)).Value;

        Assert.Null(await own.CallerOf(signedIn.AccessToken));
        var after = (await own.CallerOf(proven.AccessToken))!;
        Assert.Equal(before.SessionId, after.SessionId);
        Assert.Null((await own.Send(new RemovePasskey(passkey), after)).Refusal);
        Assert.IsType<SessionOver>((await own.Send(new RefreshSession(signedIn.RefreshToken))).Refusal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Staff_act_in_their_role_after_a_passkey_and_keep_their_last_factor(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = own.FreshEmail();
        await own.AMemberOfStaff(Role.Administrator, email);
        var withPassword = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        Assert.Equal(Role.Visitor, withPassword.Role);
        using var device = await own.ADevice(withPassword);

        var signedIn = (await device.SignsIn(own)).Value;

        Assert.False(signedIn.NeedsSecondFactor);
        var caller = (await own.CallerOf(signedIn.AccessToken))!;
        Assert.Equal(Role.Administrator, caller.Role);
        var only = (await own.Send(new MyPasskeys(), caller)).Value[0].PasskeyId;
        Assert.IsType<LastFactor>((await own.Send(new RemovePasskey(only), caller)).Refusal);
        using var other = await own.ADevice(caller);
        Assert.Null((await own.Send(new RemovePasskey(only), caller)).Refusal);
    }

    [Fact]
    public async Task A_stolen_password_of_staff_neither_adds_nor_removes_a_factor()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        await own.AMemberOfStaff(Role.Administrator, email);
        using var device = await own.ADevice((await own.CallerOf((await own.SignedIn(email)).AccessToken))!);
        var thief = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        var passkey = (await own.Send(new MyPasskeys(), thief)).Value[0].PasskeyId;

        Assert.Equal(Role.Visitor, thief.Role);
        using var another = new SoftwareAuthenticator();
        Assert.IsType<SecondFactorRequired>((await another.Adds(own, thief)).Refusal);
        Assert.IsType<SecondFactorRequired>((await own.Send(new BeginSecondFactor(AccountsFixture.Password), thief)).Refusal);
        Assert.IsType<SecondFactorRequired>((await own.Send(new RemovePasskey(passkey), thief)).Refusal);
    }

    [Fact]
    public async Task The_program_of_staff_is_given_up_only_for_a_passkey()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        await own.AMemberOfStaff(Role.Auditor, email);
        var caller = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        var secret = (await own.Send(new BeginSecondFactor(AccountsFixture.Password), caller)).Value.Secret;
        var recovery = (await own.Send(new ConfirmSecondFactor(OneTimeCode.At(secret, own.Clock.GetUtcNow().UtcDateTime)), caller)).Value.Codes;
        Assert.IsType<LastFactor>((await own.Send(new RemoveSecondFactor(AccountsFixture.Password, recovery[0]), caller)).Refusal);

        using var device = await own.ADevice(caller);

        Assert.Null((await own.Send(new RemoveSecondFactor(AccountsFixture.Password, recovery[0]), caller)).Refusal);
        Assert.Equal(Role.Auditor, (await own.CallerOf((await device.SignsIn(own)).Value.AccessToken))!.Role);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_the_two_last_factors_removed_at_once_one_stays(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = own.FreshEmail();
        await own.AMemberOfStaff(Role.Support, email);
        var caller = (await own.CallerOf((await own.SignedIn(email)).AccessToken))!;
        using var first = await own.ADevice(caller);
        using var second = await own.ADevice(caller);
        var passkeys = (await own.Send(new MyPasskeys(), caller)).Value;

        var answers = await AccountsFixture.AtOnce([.. passkeys.Select(p => (Func<Task<Result<EndedSessionsView>>>)(() => own.Send(new RemovePasskey(p.PasskeyId), caller)))]);

        Assert.Single(answers, a => a.Refusal is null);
        Assert.Equal(1, await own.Read<AccountsDbContext, int>(db => db.Passkeys.CountAsync()));
    }

    [Fact]
    public async Task Passkeys_are_in_the_copy_of_the_data_and_go_with_the_account()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var caller = await own.ASignedInClient();
        using var device = await own.ADevice(caller);

        Assert.Equal(1, (await own.Send(new Holdings(null), caller)).Value.Single(h => h.Kind == "passkeys").Count);
        await own.Tell(new ErasureOrdered(Guid.CreateVersion7(), caller.AccountId, own.Clock.GetUtcNow().UtcDateTime));

        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.Passkeys.CountAsync()));
        Assert.IsType<PasskeyRefused>((await device.SignsIn(own)).Refusal);
    }
}
