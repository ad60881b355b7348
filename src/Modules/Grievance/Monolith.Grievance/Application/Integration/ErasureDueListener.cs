using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts;
using Monolith.Grievance.Application.Rights;
using Monolith.Grievance.Domain;
using Monolith.Grievance.Infrastructure;

namespace Monolith.Grievance.Application.Integration;

/// <summary>Opens and carries out the erasure of somebody who deleted the account or may not have one: proven and decided already. Under a legal hold it waits (R95).</summary>
internal sealed class ErasureDueListener(GrievanceDbContext db, RightsExecution execution, ILegalHolds holds, CaseClock clock) : IListener<AccountErasureDue>
{
    public async Task HandleAsync(AccountErasureDue told, CancellationToken cancellationToken)
    {
        if (!await db.Requests.AnyAsync(r => r.SubjectId == told.AccountId && r.Kind == RightsKind.Erasure && r.State == RightsState.Executing, cancellationToken))
        {
            var why = told.Reason is ErasureReason.UnderAge ? "The person is under age and no parent consented." : "The owner deleted the account.";
            var request = RightsRequest.OrderedErasure(told.AccountId, why, clock.OfRights(told.OrderedAt), clock.Now);
            db.Requests.Add(request);
            if (!(await holds.HeldAsync(cancellationToken)).Contains(told.AccountId))
            {
                await execution.RunAsync(request, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
