using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Consent.Application.Integration;

/// <summary>
/// An erased person's consents, acceptances and disclosures stay as evidence that the law was kept, for the profile's period; approvals
/// that nothing used, purchases, preferences and what third parties said are erased, public records (AP-75) excepted.
/// </summary>
internal sealed class ErasureListener(ConsentDbContext db, PolicyProfile profile, TimeProvider clock) : IListener<ErasureOrdered>, IListener<ErasureSettled>
{
    public async Task HandleAsync(ErasureOrdered told, CancellationToken cancellationToken)
    {
        if (await db.Erasures.AnyAsync(e => e.CaseId == told.CaseId && e.SubjectId == told.SubjectId, cancellationToken))
        {
            return;
        }

        var retained = await db.Records.CountAsync(r => r.SubjectId == told.SubjectId, cancellationToken)
            + await db.Acceptances.CountAsync(a => a.AccountId == told.SubjectId, cancellationToken)
            + await db.Refusals.CountAsync(r => r.AccountId == told.SubjectId, cancellationToken)
            + await db.Disclosures.CountAsync(d => d.SubjectId == told.SubjectId, cancellationToken)
            + await db.Subpoenas.CountAsync(s => s.SubjectId == told.SubjectId, cancellationToken)
            + await db.Approvals.CountAsync(a => a.SubjectId == told.SubjectId && a.UsedAt != null, cancellationToken);
        var untilAt = retained > 0 && CalendarPeriod.TryParse(new Documents.PublishedSettings(profile).Text("accounts.retention.personal"), out var period)
            ? profile.Platform.Clock.Add(told.OrderedAt, period)
            : (DateTime?)null;
        var erased = await RemoveAsync(told.SubjectId, cancellationToken);
        db.Erasures.Add(new ErasureRecord(told.CaseId, told.SubjectId, erased, retained, untilAt, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(ErasureSettled told, CancellationToken cancellationToken)
    {
        await RemoveAsync(told.SubjectId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<int> RemoveAsync(Guid person, CancellationToken cancellationToken)
    {
        object[] rows =
        [
            .. await db.Approvals.Where(a => a.SubjectId == person && a.UsedAt == null).ToListAsync(cancellationToken),
            .. await db.Purchases.Where(p => p.AccountId == person).ToListAsync(cancellationToken),
            .. await db.MarketingPreferences.Where(p => p.AccountId == person).ToListAsync(cancellationToken),
            .. await db.ThirdPartyRecords.Where(r => r.SubjectId == person && !r.IsPublic).ToListAsync(cancellationToken),
        ];
        db.VendorEvents.RemoveRange(await db.VendorEvents.Where(e => e.PersonId == person).ToListAsync(cancellationToken));
        db.RemoveRange(rows);
        return rows.Length;
    }
}
