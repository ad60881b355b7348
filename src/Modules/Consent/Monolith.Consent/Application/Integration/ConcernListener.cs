using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Consent.Application.Integration;

/// <summary>A disclosure for safety rests on a concern that was raised before (TH-48); that it was raised is all Consent knows of it.</summary>
internal sealed class ConcernListener(ConsentDbContext db) : IListener<SafetyConcernRaised>
{
    public async Task HandleAsync(SafetyConcernRaised told, CancellationToken cancellationToken)
    {
        if (!await db.Concerns.AnyAsync(c => c.ConcernId == told.ConcernId, cancellationToken))
        {
            db.Concerns.Add(new ConcernOnRecord(told.ConcernId, told.ClientId, told.RaisedAt));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
