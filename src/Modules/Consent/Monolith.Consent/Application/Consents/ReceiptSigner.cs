using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Consents;

/// <summary>Signs receipts with the platform's newest key: ECDSA P-256 over SHA-256 of the text in UTF-8, in DER, as openssl checks it.</summary>
internal sealed class ReceiptSigner(ConsentDbContext db, IVault vault, TimeProvider clock)
{
    /// <summary>Adds the first key when there is none. Saving is the caller's.</summary>
    public async Task EnsureKeyAsync(CancellationToken cancellationToken)
    {
        if (!await db.ReceiptKeys.AnyAsync(cancellationToken))
        {
            await AddKeyAsync(1, cancellationToken);
        }
    }

    /// <summary>Adds a key that signs from now on. Saving is the caller's.</summary>
    public async Task<ReceiptKey> AddKeyAsync(int number, CancellationToken cancellationToken)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Guid.CreateVersion7();
        var secret = await vault.SealBytesAsync(null, DataClass.Case, Place(id), pair.ExportPkcs8PrivateKey(), cancellationToken);
        var key = new ReceiptKey(id, number, pair.ExportSubjectPublicKeyInfoPem(), secret, clock.GetUtcNow().UtcDateTime);
        db.ReceiptKeys.Add(key);
        return key;
    }

    /// <summary>The number of the key that signs now.</summary>
    public Task<int> NewestAsync(CancellationToken cancellationToken) => db.ReceiptKeys.MaxAsync(k => k.Number, cancellationToken);

    /// <summary>Signs a text with a key.</summary>
    public async Task<byte[]> SignAsync(string receipt, int keyNumber, CancellationToken cancellationToken)
    {
        var key = await db.ReceiptKeys.AsNoTracking().SingleAsync(k => k.Number == keyNumber, cancellationToken);
        var secret = await vault.OpenBytesAsync(null, DataClass.Case, Place(key.Id), key.SealedPrivateKey, cancellationToken);
        using var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(secret, out _);
        CryptographicOperations.ZeroMemory(secret);
        return pair.SignData(Encoding.UTF8.GetBytes(receipt), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Whether the signature belongs to the text and the public key.</summary>
    public static bool Verify(string receipt, ReadOnlySpan<byte> signature, string publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(publicKey);
        return key.VerifyData(Encoding.UTF8.GetBytes(receipt), signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static string Place(Guid keyId) => $"consent|receipt_key|{keyId}";
}
