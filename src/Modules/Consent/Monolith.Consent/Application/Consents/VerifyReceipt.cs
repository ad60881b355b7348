using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Infrastructure;
using Monolith.GraphQL.Annotations;

namespace Monolith.Consent.Application.Consents;

/// <summary>A public key that receipts can be checked with.</summary>
/// <param name="Number">The receipt's <c>keyNumber</c>.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo in PEM: ECDSA on the curve P-256.</param>
/// <param name="CreatedAt">Since when it signs; it signs until the next one does.</param>
internal sealed record ReceiptKeyView(int Number, string PublicKey, DateTime CreatedAt);

/// <summary>The public keys of all receipts, newest first.</summary>
[Query, AllowAnyone]
internal sealed record ReceiptKeys : IQuery<IReadOnlyList<ReceiptKeyView>>;

internal sealed class ReceiptKeysHandler(ConsentDbContext db) : IQueryHandler<ReceiptKeys, IReadOnlyList<ReceiptKeyView>>
{
    public async Task<Result<IReadOnlyList<ReceiptKeyView>>> Handle(ReceiptKeys query, CancellationToken cancellationToken) =>
        await db.ReceiptKeys.AsNoTracking().OrderByDescending(k => k.Number)
            .Select(k => new ReceiptKeyView(k.Number, k.PublicKey, k.CreatedAt)).ToListAsync(cancellationToken);
}

/// <summary>Whether a receipt is one that this service signed.</summary>
/// <param name="Valid">Whether the signature belongs to exactly this text and the key it names.</param>
/// <param name="Known">Whether the record it names is still in the ledger.</param>
/// <param name="RecordId">The record it names; null unless valid.</param>
internal sealed record ReceiptCheckView(bool Valid, bool Known, [property: ID("ConsentRecord")] Guid? RecordId);

/// <summary>Checks a receipt. The same can be done without us: see docs/modules/consent.md.</summary>
/// <param name="Text">The receipt's text, unchanged.</param>
/// <param name="Signature">Its signature in base64.</param>
/// <param name="KeyNumber">Its key's number.</param>
[Query, AllowAnyone]
internal sealed record VerifyReceipt(string Text, string Signature, int KeyNumber) : IQuery<ReceiptCheckView>;

internal sealed class VerifyReceiptHandler(ConsentDbContext db) : IQueryHandler<VerifyReceipt, ReceiptCheckView>
{
    private static readonly ReceiptCheckView Invalid = new(Valid: false, Known: false, null);

    public async Task<Result<ReceiptCheckView>> Handle(VerifyReceipt query, CancellationToken cancellationToken)
    {
        var signature = new byte[256];
        if (!Convert.TryFromBase64String(query.Signature, signature, out var length))
        {
            return Invalid;
        }

        var key = await db.ReceiptKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Number == query.KeyNumber, cancellationToken);
        if (key is null || !ReceiptSigner.Verify(query.Text, signature.AsSpan(0, length), key.PublicKey))
        {
            return Invalid;
        }

        using var receipt = JsonDocument.Parse(query.Text);
        var id = receipt.RootElement.GetProperty("record_id").GetGuid();
        return new ReceiptCheckView(Valid: true, await db.Records.AnyAsync(r => r.Id == id, cancellationToken), id);
    }
}

/// <summary>Signs receipts with a fresh key from now on. Receipts of earlier keys stay valid. Refused with REAUTH_REQUIRED.</summary>
[Mutation, Allow(Role.Administrator, Role.PrivacyOfficer), Idempotent, FreshProof]
internal sealed record RotateReceiptKey : ICommand<ReceiptKeyView>;

internal sealed class RotateReceiptKeyHandler(ConsentDbContext db, ReceiptSigner signer) : ICommandHandler<RotateReceiptKey, ReceiptKeyView>
{
    public async Task<Result<ReceiptKeyView>> Handle(RotateReceiptKey command, CancellationToken cancellationToken)
    {
        var key = await signer.AddKeyAsync(await signer.NewestAsync(cancellationToken) + 1, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return new ReceiptKeyView(key.Number, key.PublicKey, key.CreatedAt);
    }
}
