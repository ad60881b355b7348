using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Registering;

public sealed class RegistrationRaceTests
{
    private const int Rounds = 20;

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_registrations_of_one_address_at_once_are_answered_alike_and_make_one_account(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        for (var round = 0; round < Rounds; round++)
        {
            var email = accounts.FreshEmail();
            var answers = await AccountsFixture.AtOnce(() => accounts.Send(AccountsFixture.Form(email)), () => accounts.Send(AccountsFixture.Form(email)));
            Assert.All(answers, answer => Assert.Equal(RegistrationView.Sent, answer.Value));

            var codes = (await accounts.MailTo(email)).Select(m => m.Code).OfType<string>().ToArray();
            var proven = await AccountsFixture.AtOnce([.. codes.Select(code => (Func<Task<Result<VerificationView>>>)(() => accounts.Send(new VerifyEmail(code))))]);

            Assert.Single(proven, answer => answer.Succeeded);
            Assert.All(proven.Where(answer => !answer.Succeeded), answer => Assert.IsType<CodeInvalid>(answer.Refusal));
        }

        Assert.Equal(Rounds, await accounts.Read<AccountsDbContext, int>(db => db.Accounts.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_code_used_twice_at_once_opens_one_account(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        for (var round = 0; round < Rounds; round++)
        {
            var email = accounts.FreshEmail();
            await accounts.Send(AccountsFixture.Form(email));
            var code = await accounts.CodeTo(email, MessageTemplate.VerifyEmail);

            var answers = await AccountsFixture.AtOnce(() => accounts.Send(new VerifyEmail(code)), () => accounts.Send(new VerifyEmail(code)));

            Assert.Single(answers, answer => answer.Succeeded);
            Assert.Single(answers, answer => answer.Refusal is CodeInvalid);
        }

        Assert.Equal(Rounds, await accounts.Read<AccountsDbContext, int>(db => db.Outbox.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task One_refresh_token_used_twice_at_once_gives_one_pair_of_tokens(string database)
    {
        await using var accounts = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var email = await accounts.AClient();
        for (var round = 0; round < Rounds; round++)
        {
            var token = (await accounts.SignedIn(email)).RefreshToken;

            var answers = await AccountsFixture.AtOnce(() => accounts.Send(new RefreshSession(token)), () => accounts.Send(new RefreshSession(token)));

            Assert.Single(answers, answer => answer.Succeeded);
            Assert.Single(answers, answer => answer.Refusal is SessionOver);
        }
    }
}
