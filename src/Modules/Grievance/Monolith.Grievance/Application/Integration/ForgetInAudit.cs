using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Audit;
using Monolith.BuildingBlocks.Jobs;
using Monolith.Consent.Contracts;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Integration;

/// <summary>Takes the ids of erased people out of the audit (R82), an hour after the last module answered, so that the entries of the erasure itself are among them.</summary>
internal sealed class ForgetInAudit(GrievanceDbContext db, IAuditErasure audit, ILegalHolds holds, CaseClock clock) : IScheduledJob
{
    private const int AtOnce = 50;
    private static readonly TimeSpan After = TimeSpan.FromHours(1);

    public TimeSpan Every => TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.Now - After;
        var held = await holds.HeldAsync(cancellationToken);
        var done = db.Requests.Where(r => !held.Contains(r.SubjectId) && r.Kind == RightsKind.Erasure && r.State == RightsState.Done && r.DoneAt <= before && r.ForgottenInAuditAt == null);
        foreach (var request in await done.OrderBy(r => r.DoneAt).Take(AtOnce).ToListAsync(cancellationToken))
        {
            await audit.EraseAsync(request.SubjectId, cancellationToken);
            request.ForgetInAudit(clock.Now);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
