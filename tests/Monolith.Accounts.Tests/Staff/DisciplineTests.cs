using Monolith.Accounts.Application.Integrators;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Staff;

public sealed class DisciplineTests
{
    [Theory, ClassData(typeof(Databases))]
    [Clause("TH-31")]
    public async Task A_member_of_staff_sees_nobody_before_the_undertaking_is_signed(string database)
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(database);
        var client = await own.AnEmployee(own.FreshEmail());
        var support = ((ModuleFixture)own).As(Role.Support);
        Assert.Equal(new UndertakingRequired().Code, (await own.Send(new AccountById(client.AccountId), support)).Refusal?.Code);
        Assert.Null((await own.Send(new OwnUndertaking(), support)).Value.SignedAt);
        Assert.IsType<FieldRequired>((await own.Send(new SignConfidentialityUndertaking(false), support)).Refusal);

        var signed = (await own.Send(new SignConfidentialityUndertaking(true), support)).Value;

        Assert.Equal("+91 98765 43210", (await own.Send(new AccountById(client.AccountId), support)).Value.Fields!.Single().Value);
        own.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(signed.SignedAt, (await own.Send(new SignConfidentialityUndertaking(true), support)).Value.SignedAt);
        Assert.Equal(signed, (await own.Send(new OwnUndertaking(), support)).Value);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new SignConfidentialityUndertaking(true), client));
    }

    [Fact]
    public async Task A_program_s_key_rests_on_the_undertaking_of_who_made_it()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        var maker = ((ModuleFixture)own).As(Role.Administrator);
        var secret = (await own.Send(new CreateIntegratorKey("Desk", Role.Support, ["account"], 1), maker)).Value.Secret;
        var program = (await own.CallerOf(secret))!;
        Assert.IsType<UndertakingRequired>((await own.Send(new AccountById(client.AccountId), program)).Refusal);

        await own.Send(new SignConfidentialityUndertaking(true), maker);

        Assert.Equal("Asha Rao", (await own.Send(new AccountById(client.AccountId), program)).Value.Name);
    }

    [Theory, ClassData(typeof(Databases))]
    [Clause("TH-32")]
    public async Task Who_is_terminated_is_cut_off_at_once_is_told_so_and_stays_out(string database)
    {
        await using var own = await ModuleFixture.OnAsync<OnetoonehelpFixture>(database);
        var (email, administrator) = (own.FreshEmail(), own.As(Role.Administrator));
        var counsellor = await own.AMemberOfStaff(Role.Support, email);
        var token = (await own.SignedIn(email)).AccessToken;
        Assert.NotNull(await own.CallerOf(token));

        Assert.Null((await own.Send(new DisciplineStaff(counsellor, Discipline.Warn, "Talked in the lift."), administrator)).Refusal);
        Assert.NotNull(await own.CallerOf(token));
        Assert.Null((await own.Send(new DisciplineStaff(counsellor, Discipline.Terminate, "Talked again."), administrator)).Refusal);

        Assert.Equal("STAFF_SUSPENDED", (await Assert.ThrowsAsync<RejectedException>(() => own.CallerOf(token))).Code);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, AccountsFixture.Password, null))).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new RestoreAccount(counsellor), administrator)).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new DisciplineStaff(counsellor, Discipline.Warn, "Again."), administrator)).Refusal);
        Assert.Equal([MessageTemplate.AccountSuspended, MessageTemplate.Warned], (await own.MailTo(email)).Take(2).Select(m => m.Template));
    }

    [Fact]
    public async Task A_measure_needs_a_reason_fresh_proof_and_somebody_who_works_here()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (client, administrator) = (await own.ASignedInClient(), own.As(Role.Administrator));
        var colleague = await own.AMemberOfStaff(Role.Support);

        Assert.Equal("reason", Assert.IsType<FieldRequired>((await own.Send(new DisciplineStaff(colleague, Discipline.Warn, " "), administrator)).Refusal).Field);
        Assert.IsType<AccountNotFound>((await own.Send(new DisciplineStaff(client.AccountId, Discipline.Suspend, "x"), administrator)).Refusal);
        Assert.IsType<AccountNotFound>((await own.Send(new DisciplineStaff(administrator.AccountId, Discipline.Suspend, "x"), administrator)).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new DisciplineStaff(colleague, Discipline.Suspend, "x"), own.As(Role.Support)));
        own.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.IsType<ReauthRequired>((await own.Send(new DisciplineStaff(colleague, Discipline.Suspend, "x"), administrator)).Refusal);
        var fresh = own.As(Role.Administrator);
        Assert.Null((await own.Send(new DisciplineStaff(colleague, Discipline.Suspend, "x"), fresh)).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new DisciplineStaff(colleague, Discipline.Suspend, "x"), fresh)).Refusal);
        Assert.Null((await own.Send(new RestoreAccount(colleague), fresh)).Refusal);
    }
}
