using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>The history of consents: finds the last record and adds the next, signed. Saving is the caller's.</summary>
internal sealed class ConsentLedger(ConsentDbContext db, ReceiptText receipts, ReceiptSigner signer, IVault vault)
{
    /// <summary>The state of one consent.</summary>
    public static async Task<ConsentState> StateAsync(ConsentDbContext db, Guid subjectId, ConsentPurpose purpose, CancellationToken cancellationToken) =>
        ConsentRecord.StateAfter(await db.Records.AsNoTracking()
            .Where(r => r.SubjectId == subjectId && r.Purpose == purpose)
            .OrderByDescending(r => r.Sequence)
            .Select(r => (ConsentEvent?)r.Event)
            .FirstOrDefaultAsync(cancellationToken));

    public Task<ConsentRecord?> LastAsync(ConsentKey key, CancellationToken cancellationToken) =>
        db.Records.AsNoTracking().Where(r => r.SubjectId == key.SubjectId && r.Purpose == key.Purpose && r.Topic == key.Topic)
            .OrderByDescending(r => r.Sequence).FirstOrDefaultAsync(cancellationToken);

    public async Task<ConsentRecordView> AddAsync(ConsentRecord record, ConsentRecord? last, CancellationToken cancellationToken)
    {
        var keyNumber = await signer.NewestAsync(cancellationToken);
        var text = await receipts.WriteAsync(record, last, keyNumber, cancellationToken);
        record.Sign(text, await signer.SignAsync(text, keyNumber, cancellationToken), keyNumber);
        db.Records.Add(record);
        return ConsentRecordView.Of(record, text);
    }

    public async Task<ConsentRecordView> ViewAsync(ConsentRecord record, CancellationToken cancellationToken) =>
        ConsentRecordView.Of(record, await vault.OpenAsync(record.Receipt, cancellationToken));
}
