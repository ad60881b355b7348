using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Staff;

public sealed class SuspensionTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_suspended_account_is_cut_off_at_once_and_works_again_when_restored(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (email, administrator) = (await own.AClient(), own.As(Role.Administrator));
        var tokens = await own.SignedIn(email);
        Assert.NotNull(await own.CallerOf(tokens.AccessToken));

        Assert.Equal(AccountState.Suspended, (await own.Send(new SuspendAccount(tokens.AccountId), administrator)).Value.State);

        Assert.Null(await own.CallerOf(tokens.AccessToken));
        Assert.IsType<SessionOver>((await own.Send(new RefreshSession(tokens.RefreshToken))).Refusal);
        Assert.IsType<SignInRefused>((await own.Send(new SignIn(email, AccountsFixture.Password, tokens.DeviceToken))).Refusal);
        Assert.Equal(MessageTemplate.AccountSuspended, (await own.MailTo(email))[0].Template);
        Assert.IsType<IllegalState>((await own.Send(new SuspendAccount(tokens.AccountId), administrator)).Refusal);
        Assert.Equal(AccountState.Open, (await own.Send(new RestoreAccount(tokens.AccountId), administrator)).Value.State);
        Assert.Null(await own.CallerOf(tokens.AccessToken));
        await own.SignedIn(email);
    }

    [Fact]
    public async Task Nobody_suspends_themselves_and_only_administrators_others()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (client, administrator) = (await own.ASignedInClient(), await own.AMemberOfStaff(Role.Administrator));

        Assert.IsType<AccountNotFound>((await own.Send(new SuspendAccount(administrator), own.As(Role.Administrator, administrator))).Refusal);
        Assert.IsType<AccountNotFound>((await own.Send(new SuspendAccount(Guid.CreateVersion7()), own.As(Role.Administrator))).Refusal);
        Assert.IsType<AccountNotFound>((await own.Send(new RestoreAccount(Guid.CreateVersion7()), own.As(Role.Administrator))).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new RestoreAccount(client.AccountId), own.As(Role.Administrator))).Refusal);
        await Assert.ThrowsAsync<RejectedException>(() => own.Send(new SuspendAccount(client.AccountId), own.As(Role.Support)));
    }

    [Fact]
    public async Task A_closed_account_stays_closed()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var client = await own.ASignedInClient();
        await own.Send(new CloseAccount(AccountsFixture.Password), client);

        Assert.IsType<IllegalState>((await own.Send(new SuspendAccount(client.AccountId), own.As(Role.Administrator))).Refusal);
        Assert.IsType<IllegalState>((await own.Send(new RestoreAccount(client.AccountId), own.As(Role.Administrator))).Refusal);
    }
}
