using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Credentials;

public sealed class EmailChangeTests(AccountsFixture accounts) : IClassFixture<AccountsFixture>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_address_changes_with_the_code_and_both_addresses_are_told(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (before, after) = (await own.AClient(), own.FreshEmail());
        var (here, there) = (await own.SignedIn(before), await own.SignedIn(before));
        var caller = (await own.CallerOf(here.AccessToken))!;

        Assert.Null((await own.Send(new ChangeEmail(after, AccountsFixture.Password), caller)).Refusal);
        Assert.Equal(MessageTemplate.EmailChangeAsked, (await own.MailTo(before))[0].Template);
        Assert.Equal(before, (await own.Send(new Me(), caller)).Value.Email);
        var changed = await own.Send(new ConfirmEmailChange(await own.CodeTo(after, MessageTemplate.EmailChange)), caller);

        Assert.Equal(1, changed.Value.Count);
        Assert.Equal(after, (await own.Send(new Me(), caller)).Value.Email);
        Assert.NotNull(await own.CallerOf(here.AccessToken));
        Assert.Null(await own.CallerOf(there.AccessToken));
        Assert.Equal(MessageTemplate.EmailChanged, (await own.MailTo(before))[0].Template);
        Assert.Equal(MessageTemplate.EmailChanged, (await own.MailTo(after))[0].Template);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(before, AccountsFixture.Password, null))).Refusal);
        await own.SignedIn(after);
    }

    [Fact]
    public async Task A_change_needs_the_password_and_an_address()
    {
        var caller = await accounts.ASignedInClient();
        var after = accounts.FreshEmail();

        Assert.IsType<PasswordWrong>((await accounts.Send(new ChangeEmail(after, "Broad-Meadow-58 kite"), caller)).Refusal);
        Assert.Equal("email", Assert.IsType<FieldRequired>((await accounts.Send(new ChangeEmail("nobody", AccountsFixture.Password), caller)).Refusal).Field);
        Assert.Empty(await accounts.MailTo(after));
    }

    [Fact]
    public async Task An_address_that_has_an_account_gets_another_mail_for_the_same_answer()
    {
        var caller = await accounts.ASignedInClient();
        var (taken, free) = (await accounts.AClient(), accounts.FreshEmail());

        var onTaken = await accounts.Send(new ChangeEmail(taken, AccountsFixture.Password), caller);
        var onFree = await accounts.Send(new ChangeEmail(free, AccountsFixture.Password), caller);

        Assert.Equal(onFree.Value, onTaken.Value);
        Assert.Equal(MessageTemplate.AlreadyRegistered, (await accounts.MailTo(taken))[0].Template);
    }

    [Fact]
    public async Task The_code_is_good_for_its_owner_only_once_for_a_day_and_until_a_newer_one()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var (caller, stranger) = ((await own.CallerOf((await own.SignedIn(email)).AccessToken))!, await own.ASignedInClient());
        var first = await CodeFor(own, caller);
        var second = await CodeFor(own, caller);

        Assert.IsType<CodeInvalid>((await own.Send(new ConfirmEmailChange(first), caller)).Refusal);
        Assert.IsType<CodeInvalid>((await own.Send(new ConfirmEmailChange(second), stranger)).Refusal);
        Assert.Null((await own.Send(new ConfirmEmailChange(second), caller)).Refusal);
        Assert.IsType<CodeInvalid>((await own.Send(new ConfirmEmailChange(second), caller)).Refusal);

        var third = await CodeFor(own, caller);
        own.Clock.Advance(TimeSpan.FromHours(24));
        Assert.IsType<CodeInvalid>((await own.Send(new ConfirmEmailChange(third), caller)).Refusal);
    }

    [Fact]
    public async Task An_address_that_was_taken_meanwhile_is_not_taken_twice()
    {
        var (one, two, wanted) = (await accounts.ASignedInClient(), await accounts.ASignedInClient(), accounts.FreshEmail());
        await accounts.Send(new ChangeEmail(wanted, AccountsFixture.Password), one);
        var first = await accounts.CodeTo(wanted, MessageTemplate.EmailChange);
        await accounts.Send(new ChangeEmail(wanted, AccountsFixture.Password), two);
        var second = await accounts.CodeTo(wanted, MessageTemplate.EmailChange);

        var answers = await AccountsFixture.AtOnce(
            () => accounts.Send(new ConfirmEmailChange(first), one),
            () => accounts.Send(new ConfirmEmailChange(second), two));

        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Single(answers, answer => answer.Refusal is CodeInvalid);
    }

    private static async Task<string> CodeFor(AccountsFixture fixture, BuildingBlocks.Access.Caller caller)
    {
        var after = fixture.FreshEmail();
        Assert.Null((await fixture.Send(new ChangeEmail(after, AccountsFixture.Password), caller)).Refusal);
        return await fixture.CodeTo(after, MessageTemplate.EmailChange);
    }
}
