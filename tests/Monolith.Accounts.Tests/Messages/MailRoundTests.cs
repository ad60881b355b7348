using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Messages;

public sealed class MailRoundTests
{
    [Theory, ClassData(typeof(Databases)), Clause("HU-56")]
    public async Task A_round_that_was_broken_off_goes_on_where_it_stood_and_writes_to_nobody_twice(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        const int more = WriteRounds.AtOnce + 20;
        await AddAsync(own, more);
        await own.Tell(Announced(own));

        Assert.True(await GoOnAsync(own));
        Assert.Equal(WriteRounds.AtOnce, (await WrittenAsync(own)).Count);
        await own.RunJobs();

        var written = await WrittenAsync(own);
        Assert.Equal(more, written.Count);
        Assert.Equal(more, written.Distinct().Count());
        await own.RunJobs();
        Assert.Equal(more, (await WrittenAsync(own)).Count);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_that_go_on_at_once_write_to_each_account_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        await AddAsync(own, 30);
        await own.Tell(Announced(own));

        var both = await Task.WhenAll(TriedAsync(own), TriedAsync(own));
        await own.RunJobs();

        Assert.Contains(true, both);
        var written = await WrittenAsync(own);
        Assert.Equal((30, 30), (written.Count, written.Distinct().Count()));
    }

    [Fact]
    public async Task Told_twice_it_is_one_round_and_who_registers_later_is_not_written_to()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        await AddAsync(own, 3);
        var told = Announced(own);
        await own.Tell(told);
        await own.Tell(told);
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        await own.AClient();

        await own.RunJobs();

        Assert.Equal(3, (await WrittenAsync(own)).Count);
    }

    private static PolicyVersionAnnounced Announced(AccountsFixture own) => new(Guid.CreateVersion7(), DocumentKind.Privacy, 2, own.Clock.GetUtcNow().UtcDateTime);

    private static async Task<bool> TriedAsync(AccountsFixture own)
    {
        try
        {
            await GoOnAsync(own);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    private static async Task<bool> GoOnAsync(AccountsFixture own)
    {
        await using var scope = own.Services.CreateAsyncScope();
        var round = await own.Read<AccountsDbContext, Guid>(db => db.MailRounds.Select(r => r.Id).SingleAsync());
        return await scope.ServiceProvider.GetServices<IScheduledJob>().OfType<WriteRounds>().Single().GoOnAsync(round, TestContext.Current.CancellationToken);
    }

    private static Task<List<Guid>> WrittenAsync(AccountsFixture own) => own.Read<AccountsDbContext, List<Guid>>(db =>
        db.OutgoingMessages.Where(m => m.Template == MessageTemplate.PolicyChanged).Select(m => m.SubjectId).ToListAsync());

    private static Task AddAsync(AccountsFixture own, int many) => own.Write<AccountsDbContext>(db =>
    {
        var now = own.Clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < many; i++)
        {
            db.Accounts.Add(Account.Of(
                new Registration
                {
                    AccountId = Guid.CreateVersion7(), Kind = AccountKind.Client, EmailIndex = Guid.CreateVersion7().ToByteArray(), Email = BuildingBlocks.Vault.Sealed.Of("x"),
                    Details = BuildingBlocks.Vault.Sealed.Of(new Dictionary<string, string>()), PasswordHash = "none", CodeHash = [], AcceptedVersionIds = [], AffirmedAdult = true,
                    RegisteredAt = now, EndsAt = now,
                },
                $"{i}@people.example", []));
        }

        return Task.CompletedTask;
    });
}
