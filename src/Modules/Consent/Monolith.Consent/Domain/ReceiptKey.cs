using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>A key pair that signs receipts. The public half stays for ever, so that old receipts can be checked after a change of keys.</summary>
internal sealed class ReceiptKey : Entity
{
    private ReceiptKey()
    {
    }

    /// <summary>Adds a key.</summary>
    /// <param name="id">Its id, to which the sealed half is bound.</param>
    /// <param name="number">Counts from 1; the highest signs.</param>
    /// <param name="publicKey">SubjectPublicKeyInfo in PEM.</param>
    /// <param name="sealedPrivateKey">PKCS #8, sealed for the platform.</param>
    /// <param name="createdAt">Now.</param>
    public ReceiptKey(Guid id, int number, string publicKey, byte[] sealedPrivateKey, DateTime createdAt)
    {
        Id = id;
        (Number, PublicKey, SealedPrivateKey, CreatedAt) = (number, publicKey, sealedPrivateKey, createdAt);
    }

    /// <summary>Counts from 1.</summary>
    public int Number { get; private init; }

    /// <summary>SubjectPublicKeyInfo in PEM.</summary>
    public string PublicKey { get; private init; } = "";

    /// <summary>PKCS #8, sealed for the platform.</summary>
    public byte[] SealedPrivateKey { get; private init; } = [];

    /// <summary>When it was made, UTC.</summary>
    public DateTime CreatedAt { get; private init; }
}
