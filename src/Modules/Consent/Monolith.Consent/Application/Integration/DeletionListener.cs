using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Consents;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Integration;

/// <summary>
/// Whoever deletes their account takes every consent back with it (AP-14): each that is in force gets its last record, with a receipt. An account
/// that is erased for another reason says nothing of what its owner wants, so nothing is recorded in the owner's name.
/// </summary>
internal sealed class DeletionListener(ConsentDbContext db, ConsentLedger ledger) : IListener<AccountErasureDue>
{
    public async Task HandleAsync(AccountErasureDue told, CancellationToken cancellationToken)
    {
        if (told.Reason is not ErasureReason.DeletedByOwner)
        {
            return;
        }

        var records = await db.Records.AsNoTracking().Where(r => r.SubjectId == told.AccountId).ToListAsync(cancellationToken);
        foreach (var last in records.GroupBy(r => (r.Purpose, r.Topic)).Select(g => g.MaxBy(r => r.Sequence)!).Where(r => r.State is ConsentState.Given))
        {
            var record = ConsentRecord.Withdraw(new(last.SubjectId, last.Purpose, last.Topic), last, last.WordingVersion, told.OrderedAt);
            await ledger.AddAsync(record, last, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
