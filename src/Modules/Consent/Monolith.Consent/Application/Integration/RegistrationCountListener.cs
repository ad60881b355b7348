using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>Keeps the latest count of registrations of each group, for reports to those who may get counts (HU-44).</summary>
internal sealed class RegistrationCountListener(ConsentDbContext db) : IListener<RegistrationsCounted>
{
    public async Task HandleAsync(RegistrationsCounted told, CancellationToken cancellationToken)
    {
        var group = told.Group.ToString().ToUpperInvariant();
        var count = await db.RegistrationCounts.SingleOrDefaultAsync(c => c.Group == group, cancellationToken) ?? db.RegistrationCounts.Add(RegistrationCount.Of(group)).Entity;
        count.Set(told.Count, told.CountedAt);
        await db.SaveChangesAsync(cancellationToken);
    }
}
