using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Accounts.Application.Integration;

/// <summary>Remembers which accounts have an open case, so that support can look at these and no others (AP-45, HU-49).</summary>
internal sealed class SupportCases(AccountsDbContext db) : IListener<CaseOpened>, IListener<GrievanceResolved>
{
    public async Task HandleAsync(CaseOpened told, CancellationToken cancellationToken)
    {
        db.SupportCases.Add(new SupportCase { CaseId = told.CaseId, AccountId = told.AccountId, OpenedAt = told.OpenedAt });
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(GrievanceResolved told, CancellationToken cancellationToken)
    {
        db.SupportCases.RemoveRange(await db.SupportCases.Where(c => c.CaseId == told.CaseId).ToListAsync(cancellationToken));
        await db.SaveChangesAsync(cancellationToken);
    }
}
