using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Grievance.Contracts.Events;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Staff;

public sealed class SupportCaseTests
{
    [Theory, ClassData(typeof(Databases)), Clause("AP-45")]
    public async Task Support_sees_an_account_while_a_case_of_its_owner_is_open_and_each_look_is_audited(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var (client, other) = (await own.AMember(own.FreshEmail()), await own.AMember(own.FreshEmail()));
        var support = own.As(Role.Support);
        var (question, complaint) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Assert.IsType<NeedToKnow>((await own.Send(new AccountById(client.AccountId), support)).Refusal);

        await own.Tell(new CaseOpened(question, client.AccountId, Now(own)));
        await own.Tell(new CaseOpened(complaint, client.AccountId, Now(own)));

        Assert.NotNull((await own.Send(new AccountById(client.AccountId), support)).Value.Email);
        Assert.IsType<NeedToKnow>((await own.Send(new AccountById(other.AccountId), support)).Refusal);
        await own.Tell(new GrievanceResolved(question, client.AccountId, Now(own)));
        Assert.Null((await own.Send(new AccountById(client.AccountId), support)).Refusal);
        await own.Tell(new GrievanceResolved(complaint, client.AccountId, Now(own)));
        Assert.IsType<NeedToKnow>((await own.Send(new AccountById(client.AccountId), support)).Refusal);

        var looks = await own.Read<AccountsDbContext, List<AuditEntry>>(db => db.Set<AuditEntry>().Where(e => e.ActorId == support.AccountId && e.SubjectId == client.AccountId).ToListAsync());
        Assert.Equal(2, looks.Count(e => e is { Outcome: AuditOutcome.Granted, Rule: "task.support-case" }));
        Assert.Equal(2, looks.Count(e => e.Outcome is AuditOutcome.Denied));
    }

    private static DateTime Now(AccountsFixture own) => own.Clock.GetUtcNow().UtcDateTime;
}
