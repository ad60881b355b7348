using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Approvals;

/// <summary>
/// Dangerous acts that wait for a second person (R43): those you asked for and those your role decides, latest first, at most 100; of the last 30 days, with what
/// became of them.
/// </summary>
[Query, Allow(Role.Administrator, Role.PrivacyOfficer, Role.GrievanceOfficer, Role.Billing)]
internal sealed record PendingActs : IQuery<PendingActView[]>;

/// <summary>An act that one person asked for and another decides.</summary>
/// <param name="ActId">For <c>approveAct</c>, <c>refuseAct</c>, <c>withdrawAct</c>.</param>
/// <param name="Operation">What is to be done.</param>
/// <param name="Input">With what, as JSON; an approval is to exactly this.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ProposedById">Who asked.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="EndsAt">Until when it can be approved and done.</param>
/// <param name="DecidedById">Who approved or refused it.</param>
internal sealed record PendingActView(
    [property: ID("PendingAct")] Guid ActId, string Operation, string Input, PendingActState State, [property: ID("Account")] Guid ProposedById, DateTime ProposedAt,
    DateTime EndsAt, [property: ID("Account")] Guid? DecidedById);

/// <summary>
/// Says yes to an act that somebody else asked for, after reading its input; they can do it once, by sending it again. Refused with REAUTH_REQUIRED,
/// ACT_NOT_FOUND, ANOTHER_PERSON_REQUIRED, ILLEGAL_STATE.
/// </summary>
/// <param name="ActId">One of <c>pendingActs</c>.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer, Role.GrievanceOfficer, Role.Billing), Idempotent, FreshProof]
internal sealed record ApproveAct([property: ID("PendingAct")] Guid ActId) : ICommand<PendingActView>;

/// <summary>Says no to an act that somebody else asked for. Refused with ACT_NOT_FOUND, ANOTHER_PERSON_REQUIRED, ILLEGAL_STATE.</summary>
/// <param name="ActId">One of <c>pendingActs</c>.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer, Role.GrievanceOfficer, Role.Billing), Idempotent]
internal sealed record RefuseAct([property: ID("PendingAct")] Guid ActId) : ICommand<PendingActView>;

/// <summary>Takes back an act you asked for, approved or not, unless it was done. Refused with ACT_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="ActId">One of <c>pendingActs</c>.</param>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer, Role.GrievanceOfficer, Role.Billing), Idempotent]
internal sealed record WithdrawAct([property: ID("PendingAct")] Guid ActId) : ICommand<PendingActView>;

internal sealed class PendingActsHandler(AccountsDbContext db, ActDecision decision, ICurrentUser user, TimeProvider clock) : IQueryHandler<PendingActs, PendingActView[]>
{
    private const int Most = 100;
    private static readonly TimeSpan Shown = TimeSpan.FromDays(30);

    public async Task<Result<PendingActView[]>> Handle(PendingActs query, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - Shown;
        var recent = await db.PendingActs.AsNoTracking().Where(a => a.ProposedAt > since).OrderByDescending(a => a.ProposedAt).ToListAsync(cancellationToken);
        List<PendingActView> views = [];
        foreach (var act in recent.Where(a => a.ProposedById == user.Id || a.IsFor(user.Role)).Take(Most))
        {
            views.Add(await decision.ViewAsync(act, cancellationToken));
        }

        return views.ToArray();
    }
}

internal sealed class ApproveActHandler(ActDecision decision, ICurrentUser user) : ICommandHandler<ApproveAct, PendingActView>
{
    public Task<Result<PendingActView>> Handle(ApproveAct command, CancellationToken cancellationToken) =>
        decision.DoAsync(command.ActId, act => act.IsFor(user.Role), (act, now) => act.Approve(user.Id, now), "approved", cancellationToken);
}

internal sealed class RefuseActHandler(ActDecision decision, ICurrentUser user) : ICommandHandler<RefuseAct, PendingActView>
{
    public Task<Result<PendingActView>> Handle(RefuseAct command, CancellationToken cancellationToken) =>
        decision.DoAsync(command.ActId, act => act.IsFor(user.Role), (act, now) => act.Refuse(user.Id, now), "refused", cancellationToken);
}

internal sealed class WithdrawActHandler(ActDecision decision, ICurrentUser user) : ICommandHandler<WithdrawAct, PendingActView>
{
    public Task<Result<PendingActView>> Handle(WithdrawAct command, CancellationToken cancellationToken) =>
        decision.DoAsync(command.ActId, act => act.ProposedById == user.Id, (act, now) => act.Withdraw(now), "withdrawn", cancellationToken);
}

/// <summary>A pending act found, decided, noted and saved.</summary>
internal sealed class ActDecision(AccountsDbContext db, ActNotes notes, IVault vault, TimeProvider clock)
{
    public async Task<Result<PendingActView>> DoAsync(
        Guid actId, Func<PendingAct, bool> isTheirs, Func<PendingAct, DateTime, Refusal?> decide, string what, CancellationToken cancellationToken)
    {
        var act = await db.PendingActs.SingleOrDefaultAsync(a => a.Id == actId, cancellationToken);
        if (act is null || !isTheirs(act))
        {
            return new ActNotFound();
        }

        if (decide(act, clock.GetUtcNow().UtcDateTime) is { } no)
        {
            return no;
        }

        notes.Note(act, what);
        await db.SaveChangesAsync(cancellationToken);
        return await ViewAsync(act, cancellationToken);
    }

    public async Task<PendingActView> ViewAsync(PendingAct act, CancellationToken cancellationToken) => new(
        act.Id, act.Operation, (await vault.TryOpenAsync(act.Input, cancellationToken)).Value ?? "", act.StateAt(clock.GetUtcNow().UtcDateTime), act.ProposedById, act.ProposedAt,
        act.EndsAt, act.DecidedById);
}
