using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

public sealed class HeldCodeTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_code_of_somebody_under_a_hold_stays_after_its_time_and_works_no_more(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (client, after) = (await own.ASignedInClient(), own.FreshEmail());
        Assert.Null((await own.Send(new ChangeEmail(after, AccountsFixture.Password), client)).Refusal);
        var code = await own.CodeTo(after, MessageTemplate.EmailChange);
        own.Held.Add(client.AccountId);
        own.Clock.Advance(TimeSpan.FromDays(3));

        await own.RunJobs();
        Assert.Equal(1, await CodesAsync(own));
        Assert.IsType<CodeInvalid>((await own.Send(new ConfirmEmailChange(code), client)).Refusal);
        own.Held.Clear();
        await own.RunJobs();

        Assert.Equal(0, await CodesAsync(own));
    }

    private static Task<int> CodesAsync(AccountsFixture own) => own.Read<AccountsDbContext, int>(db => db.MailCodes.CountAsync());
}
