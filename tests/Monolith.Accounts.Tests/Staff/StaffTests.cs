using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Staff;

public sealed class StaffTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_console_token_makes_one_administrator_even_when_used_twice_at_once(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var token = (await Token(accounts))!;

        var answers = await AccountsFixture.AtOnce(() => accounts.Send(Admin(accounts, token)), () => accounts.Send(Admin(accounts, token)));

        Assert.Single(answers, answer => answer.Succeeded);
        Assert.Single(answers, answer => answer.Refusal is InvitationInvalid);
        Assert.Equal(Role.Administrator, answers.Single(answer => answer.Succeeded).Value.Role);
        Assert.Null(await Token(accounts));
    }

    [Fact]
    public async Task The_console_token_works_for_15_minutes_and_a_later_one_replaces_it()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var first = (await Token(accounts))!;
        var second = (await Token(accounts))!;

        Assert.IsType<InvitationInvalid>((await accounts.Send(Admin(accounts, first))).Refusal);
        accounts.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.IsType<InvitationInvalid>((await accounts.Send(Admin(accounts, second))).Refusal);
        Assert.Null((await accounts.Send(Admin(accounts, (await Token(accounts))!))).Refusal);
    }

    [Fact]
    [Clause("CA-5.5")]
    public async Task Administrators_need_a_strong_password_too()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var token = (await Token(accounts))!;

        Assert.IsType<WeakPassword>((await accounts.Send(Admin(accounts, token) with { Password = "calm123" })).Refusal);
        Assert.IsType<FieldRequired>((await accounts.Send(Admin(accounts, token) with { Email = "nowhere" })).Refusal);
        Assert.Null((await accounts.Send(Admin(accounts, token))).Refusal);
    }

    [Fact]
    public async Task An_invited_person_signs_in_with_the_role_that_was_offered()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = accounts.FreshEmail();
        await accounts.Send(new InviteStaff(email, Role.GrievanceOfficer), accounts.As(Role.Administrator));
        var token = await accounts.CodeTo(email, MessageTemplate.StaffInvitation);

        Assert.IsType<WeakPassword>((await accounts.Send(new AcceptInvitation(token, "Ravi Iyer", "calm123"))).Refusal);
        await accounts.Send(new AcceptInvitation(token, "Ravi Iyer", AccountsFixture.Password));

        Assert.Equal(Role.GrievanceOfficer, (await accounts.SignedIn(email)).Role);
        Assert.IsType<InvitationInvalid>((await accounts.Send(new AcceptInvitation(token, "Ravi Iyer", AccountsFixture.Password))).Refusal);
    }

    [Fact]
    public async Task An_invitation_ends_after_72_hours_and_a_registered_address_gets_none()
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (late, known) = (accounts.FreshEmail(), await accounts.AClient());
        var one = await accounts.Send(new InviteStaff(late, Role.Support), accounts.As(Role.Administrator));
        var other = await accounts.Send(new InviteStaff(known, Role.Support), accounts.As(Role.Administrator));
        accounts.Clock.Advance(TimeSpan.FromHours(72));

        Assert.Equal(one.Value, other.Value);
        Assert.Equal(MessageTemplate.AlreadyRegistered, (await accounts.MailTo(known))[0].Template);
        Assert.IsType<InvitationInvalid>((await accounts.Send(new AcceptInvitation(await accounts.CodeTo(late, MessageTemplate.StaffInvitation), "Ravi", AccountsFixture.Password))).Refusal);
    }

    [Theory]
    [InlineData(Role.Client)]
    [InlineData(Role.Therapist)]
    [InlineData(Role.Platform)]
    [InlineData(Role.Visitor)]
    public async Task Only_roles_of_the_staff_are_offered(Role role)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);

        Assert.IsType<FieldRequired>((await accounts.Send(new InviteStaff(accounts.FreshEmail(), role), accounts.As(Role.Administrator))).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => accounts.Send(new InviteStaff(accounts.FreshEmail(), Role.Support), accounts.As(role is Role.Platform ? Role.Support : role)));
    }

    private static Task<string?> Token(AccountsFixture accounts) =>
        AccountsModule.FirstAdministratorTokenAsync(accounts.Services, TestContext.Current.CancellationToken);

    private static CreateFirstAdministrator Admin(AccountsFixture accounts, string token) =>
        new(token, "Meera Nair", accounts.FreshEmail(), AccountsFixture.Password);
}
