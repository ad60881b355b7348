using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Monolith.Accounts.Application.Approvals;
using Monolith.Accounts.Application.Staff;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Testing;

namespace Monolith.Accounts.Tests.Approvals;

/// <summary>Dangerous acts need two people (R43).</summary>
public sealed class SecondPersonTests
{
    private static readonly Sale Act = new("A competitor", 1);

    [Theory, ClassData(typeof(Databases))]
    public async Task An_act_waits_for_a_second_person_who_reads_it_and_is_done_once(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (first, second) = (await Staff(own, Role.Administrator), await Staff(own, Role.PrivacyOfficer));

        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));
        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));
        var shown = Assert.Single((await own.Send(new PendingActs(), second)).Value);
        Assert.Equal(("Sale", "{\"To\":\"A competitor\",\"Amount\":1}", PendingActState.Proposed), (shown.Operation, shown.Input, shown.State));
        Assert.Equal(PendingActState.Approved, (await own.Send(new ApproveAct(shown.ActId), second)).Value.State);

        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, second));
        Assert.Null(await Ask(own, Act, first));
        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));
        Assert.Contains((await own.Send(new PendingActs(), first)).Value, a => a.State is PendingActState.Done && a.DecidedById == second.AccountId);
    }

    [Fact]
    public async Task Whoever_asked_does_not_approve_it_nor_does_a_role_that_does_not_decide()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (first, billing) = (await Staff(own, Role.Administrator), await Staff(own, Role.Billing));
        var act = await Proposed(own, first);

        Assert.IsType<AnotherPersonRequired>((await own.Send(new ApproveAct(act), first)).Refusal);
        Assert.IsType<AnotherPersonRequired>((await own.Send(new ApproveAct(act), first)).Refusal);
        Assert.IsType<AnotherPersonRequired>((await own.Send(new RefuseAct(act), first)).Refusal);
        Assert.IsType<ActNotFound>((await own.Send(new ApproveAct(act), billing)).Refusal);
        Assert.IsType<ActNotFound>((await own.Send(new WithdrawAct(act), billing)).Refusal);
        Assert.Empty((await own.Send(new PendingActs(), billing)).Value);
        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));
    }

    [Fact]
    public async Task An_approval_is_to_exactly_what_was_read()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (first, second) = (await Staff(own, Role.Administrator), await Staff(own, Role.PrivacyOfficer));
        await own.Send(new ApproveAct(await Proposed(own, first)), second);

        Assert.IsType<SecondPersonRequired>(await Ask(own, Act with { Amount = 2 }, first));
        Assert.IsType<SecondPersonRequired>(await Ask(own, new Gift(Act.To, Act.Amount), first));

        Assert.Null(await Ask(own, Act, first));
    }

    [Fact]
    public async Task An_approval_of_somebody_who_lost_the_right_to_it_counts_no_more()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (first, second, third) = (await Staff(own, Role.Administrator), await Staff(own, Role.PrivacyOfficer), await Staff(own, Role.PrivacyOfficer));
        var act = await Proposed(own, first);
        await own.Send(new ApproveAct(act), second);
        Assert.Null((await own.Send(new SuspendAccount(second.AccountId), own.As(Role.Administrator))).Refusal);

        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));

        Assert.Equal(PendingActState.Approved, (await own.Send(new ApproveAct(act), third)).Value.State);
        Assert.Null(await Ask(own, Act, first));
    }

    [Fact]
    public async Task What_was_refused_taken_back_or_forgotten_for_a_day_is_not_done()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var (first, second) = (await Staff(own, Role.Administrator), await Staff(own, Role.PrivacyOfficer));
        var refused = await Proposed(own, first);
        Assert.Equal(PendingActState.Refused, (await own.Send(new RefuseAct(refused), second)).Value.State);
        Assert.IsType<IllegalState>((await own.Send(new ApproveAct(refused), second)).Refusal);
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        var back = await Proposed(own, first);
        await own.Send(new ApproveAct(back), second);
        Assert.Equal(PendingActState.Withdrawn, (await own.Send(new WithdrawAct(back), first)).Value.State);
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        var late = await Proposed(own, first);
        await own.Send(new ApproveAct(late), second);

        own.Clock.Advance(TimeSpan.FromHours(24));

        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));
        var states = (await own.Send(new PendingActs(), first)).Value.Select(a => a.State);
        Assert.Equal([PendingActState.Proposed, PendingActState.Expired, PendingActState.Withdrawn, PendingActState.Refused], states);
        Assert.IsType<IllegalState>((await own.Send(new WithdrawAct(late), first)).Refusal);
        own.Clock.Advance(TimeSpan.FromDays(32));
        await own.RunJobs();
        Assert.Equal(0, await own.Read<AccountsDbContext, int>(db => db.PendingActs.CountAsync()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_who_decide_at_once_are_one_decision_and_what_is_taken_back_meanwhile_stays_so(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (first, second, third) = (await Staff(own, Role.Administrator), await Staff(own, Role.PrivacyOfficer), await Staff(own, Role.PrivacyOfficer));
        var act = await Proposed(own, first);

        var answers = await AccountsFixture.AtOnce(() => own.Send(new ApproveAct(act), second), () => own.Send(new ApproveAct(act), third));

        Assert.Single(answers, a => a.Refusal is null);
        Assert.Null(await Ask(own, Act, first));
        var other = await Proposed(own, first);
        await AccountsFixture.AtOnce(() => own.Send(new ApproveAct(other), second), () => own.Send(new WithdrawAct(other), first));
        Assert.Equal(PendingActState.Withdrawn, (await own.Send(new PendingActs(), first)).Value.Single(a => a.ActId == other).State);
        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_approved_act_sent_four_times_at_once_is_done_once_and_under_one_key_is_the_same_act(string database)
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(database);
        var (first, second) = (await Staff(own, Role.Administrator), await Staff(own, Role.PrivacyOfficer));
        await own.Send(new ApproveAct(await Proposed(own, first)), second);

        var answers = await AccountsFixture.AtOnce([.. Enumerable.Repeat(() => Ask(own, Act, first), 4)]);

        Assert.Single(answers, a => a is null);
        foreach (var waiting in (await own.Send(new PendingActs(), second)).Value.Where(a => a.State is PendingActState.Proposed))
        {
            await own.Send(new WithdrawAct(waiting.ActId), first);
        }

        await own.Send(new ApproveAct(await Proposed(own, first)), second);
        var keyed = await AccountsFixture.AtOnce([.. Enumerable.Repeat(() => Ask(own, Act, first, "one key"), 4)]);
        Assert.All(keyed, Assert.Null);
        Assert.IsType<SecondPersonRequired>(await Ask(own, Act, first, "another key"));
    }

    [Fact]
    public async Task Those_who_decide_are_told_and_both_stand_in_the_audit()
    {
        await using var own = await ModuleFixture.OnAsync<AccountsFixture>(Databases.Sqlite);
        var email = own.FreshEmail();
        var first = await Staff(own, Role.Administrator);
        var second = own.As(Role.PrivacyOfficer, await own.AMemberOfStaff(Role.PrivacyOfficer, email));
        var act = await Proposed(own, first);
        await own.Send(new ApproveAct(act), second);
        await Ask(own, Act, first);

        Assert.Equal(MessageTemplate.ApprovalAsked, (await own.MailTo(email))[0].Template);
        var entries = await own.Read<AccountsDbContext, List<AuditEntry>>(db => db.Set<AuditEntry>().Where(e => e.ObjectId == act).OrderBy(e => e.OccurredAt).ToListAsync());
        Assert.Equal(["Sale approved", "Sale done", "Sale waits"], entries.Select(e => e.Details).Order());
        Assert.Equal(second.AccountId, entries.Single(e => e.Details == "Sale approved").ActorId);
        Assert.Equal(first.AccountId, entries.Single(e => e.Details == "Sale done").ActorId);
    }

    private static async Task<Caller> Staff(AccountsFixture own, Role role) => own.As(role, await own.AMemberOfStaff(role));

    private static async Task<Guid> Proposed(AccountsFixture own, Caller by) => Assert.IsType<SecondPersonRequired>(await Ask(own, Act, by)).ActId;

    // As a handler of another module asks, in a request of its own.
    private static async Task<Refusal?> Ask(AccountsFixture own, object act, Caller who, string? key = null)
    {
        await using var scope = own.Services.CreateAsyncScope();
        var request = scope.ServiceProvider.GetRequiredService<RequestScope>();
        request.SignIn(who);
        (request.RequestId, request.IdempotencyKey) = (Guid.CreateVersion7().ToString("N"), key);
        var refusal = await scope.ServiceProvider.GetRequiredService<ISecondPerson>().AskAsync(act, [Role.Administrator, Role.PrivacyOfficer], TestContext.Current.CancellationToken);
        await scope.ServiceProvider.GetRequiredService<IAuditTrail>().RecordAsync(request.TakePending(), CancellationToken.None);
        return refusal;
    }

    private sealed record Sale(string To, int Amount);

    private sealed record Gift(string To, int Amount);
}
