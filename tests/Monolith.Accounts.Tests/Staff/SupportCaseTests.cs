using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Domain;
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

    [Theory, ClassData(typeof(Databases)), Clause("AP-111")]
    public async Task Who_asked_is_asked_once_how_it_went_when_the_case_is_closed_and_nobody_else(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(database);
        var (email, otherEmail) = (own.FreshEmail(), own.FreshEmail());
        var (client, _) = (await own.AMember(email), await own.AMember(otherEmail));
        var (question, unknown) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await own.Tell(new CaseOpened(question, client.AccountId, Now(own)));
        Assert.Equal(0, await SurveysTo(own, email));

        await own.Tell(new GrievanceResolved(question, client.AccountId, Now(own)));
        await own.Tell(new GrievanceResolved(question, client.AccountId, Now(own)));
        await own.Tell(new GrievanceResolved(unknown, client.AccountId, Now(own)));

        Assert.Equal((1, 0), (await SurveysTo(own, email), await SurveysTo(own, otherEmail)));
    }

    [Fact, Clause("AP-111")]
    public async Task Nobody_whose_account_is_closed_is_asked_how_it_went()
    {
        await using var own = await ModuleFixture.OnAsync<AlopalFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        var client = await own.AMember(email);
        var question = Guid.CreateVersion7();
        await own.Tell(new CaseOpened(question, client.AccountId, Now(own)));
        Assert.Null((await own.Send(new CloseAccount(AccountsFixture.Password), client)).Refusal);

        await own.Tell(new GrievanceResolved(question, client.AccountId, Now(own)));

        Assert.Equal(0, await SurveysTo(own, email));
    }

    [Fact]
    public async Task Where_the_profile_has_no_surveys_nobody_is_asked_how_it_went()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = await own.AClient();
        var client = await own.SignedIn(email);
        var question = Guid.CreateVersion7();
        await own.Tell(new CaseOpened(question, client.AccountId, Now(own)));

        await own.Tell(new GrievanceResolved(question, client.AccountId, Now(own)));

        Assert.Equal(0, await SurveysTo(own, email));
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.SupportCases.CountAsync(c => c.CaseId == question)));
    }

    private static async Task<int> SurveysTo(AccountsFixture own, string email) =>
        (await own.MailTo(email)).Count(m => m.Template is MessageTemplate.SupportSurvey);

    private static DateTime Now(AccountsFixture own) => own.Clock.GetUtcNow().UtcDateTime;
}
