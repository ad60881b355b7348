using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Infrastructure;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Records;

/// <summary>What a legal hold keeps here beyond its time, besides the account (R95).</summary>
public sealed class HeldRecordsTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Sessions_uses_and_copies_of_deleted_fields_outlive_their_periods_under_a_hold_and_go_when_it_ends(string database)
    {
        await using var own = await ModuleFixture.OnAsync<O7therapyFixture>(database);
        var (held, other) = (await PersonAsync(own), await PersonAsync(own));
        own.Held.Add(held);
        own.Clock.Advance(TimeSpan.FromDays(9 * 366));

        await own.RunJobs();

        Assert.Equal(((1, 1, 1), (0, 0, 0)), (await LeftAsync(own, held), await LeftAsync(own, other)));
        own.Held.Clear();
        await own.RunJobs();
        Assert.Equal((0, 0, 0), await LeftAsync(own, held));
    }

    private static async Task<Guid> PersonAsync(O7therapyFixture own)
    {
        var client = await own.Lark(own.FreshEmail());
        Assert.Null((await own.Send(new DeletePersonalData(["gender"]), client)).Refusal);
        AccountsModule.NoteUse(own.Services, client.AccountId, "Chat", "203.0.113.7", null, null, null);
        await own.RunJobs();
        Assert.Equal((1, 1, 1), await LeftAsync(own, client.AccountId));
        return client.AccountId;
    }

    private static Task<(int Sessions, int Uses, int Copies)> LeftAsync(AccountsFixture own, Guid person) => own.Read<AccountsDbContext, (int, int, int)>(async db => (
        await db.Sessions.CountAsync(s => s.AccountId == person), await db.UsageEntries.CountAsync(e => e.AccountId == person), await db.RetainedFields.CountAsync(f => f.AccountId == person)));
}
