using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Jobs;
using Monolith.Consent.Contracts;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Integration;

/// <summary>
/// Keeps the clocks when nobody does: acknowledges before the time is up (CA-11.3), escalates what is overdue (CA-11.4), runs an erasure that
/// nobody decided (CA-8.7), and erases closed cases when their period is over (G-05). Nothing under a legal hold is erased (R95); what waited runs after it.
/// </summary>
internal sealed class CaseSweep(GrievanceDbContext db, GrievancePolicy policy, RightsExecution execution, ILegalHolds holds, CaseClock clock) : IScheduledJob
{
    // Ahead of the deadline by more than the time between two runs, so that the clock is kept and not just missed.
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);

    public TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now;
        var soon = now + Ahead;
        foreach (var file in await db.Cases.Where(c => c.State == CaseState.Received && c.AcknowledgeByAt <= soon).Take(200).ToListAsync(cancellationToken))
        {
            file.Acknowledge(now, byClock: true);
        }

        foreach (var file in await db.Cases.Where(c => c.State != CaseState.Resolved && c.ResolveByAt <= now && c.EscalatedAt == null).Take(200).ToListAsync(cancellationToken))
        {
            file.Escalate(now);
        }

        var held = await holds.HeldAsync(cancellationToken);
        await RunErasuresAsync(now, soon, held, cancellationToken);
        db.Cases.RemoveRange(await db.Cases.Where(c => c.KeptUntilAt <= now && !held.Contains(c.SubjectId)).Take(200).ToListAsync(cancellationToken));
        db.Requests.RemoveRange(await db.Requests.Include(r => r.Parts).Where(r => r.KeptUntilAt <= now && !held.Contains(r.SubjectId)).Take(200).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task RunErasuresAsync(DateTime now, DateTime soon, IReadOnlyList<Guid> held, CancellationToken cancellationToken)
    {
        // Decided under a legal hold that has ended since: no module was told yet.
        var waiting = db.Requests.Include(r => r.Parts)
            .Where(r => r.State == RightsState.Executing && r.Kind == RightsKind.Erasure && r.AnsweredParts == 0 && !held.Contains(r.SubjectId));
        foreach (var request in await waiting.Take(50).ToListAsync(cancellationToken))
        {
            await execution.RunAsync(request, cancellationToken);
        }

        if (!policy.Rights.AutoExecute)
        {
            return;
        }

        var due = db.Requests.Include(r => r.Parts)
            .Where(r => r.State == RightsState.Verified && r.Kind == RightsKind.Erasure && r.DueAt <= soon && !held.Contains(r.SubjectId));
        foreach (var request in await due.Take(50).ToListAsync(cancellationToken))
        {
            request.Decide(RightsDecision.Approve, "", "The time for a decision was over.", now);
            await execution.RunAsync(request, cancellationToken);
        }
    }
}
