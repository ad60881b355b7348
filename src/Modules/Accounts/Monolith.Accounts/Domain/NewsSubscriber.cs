using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>
/// Somebody who wants news by mail and has no account (AP-35). The wish counts once a code that was sent to the address came back. When it ends, the address
/// goes and its key with it; its fingerprint stays as the proof that it did.
/// </summary>
internal sealed class NewsSubscriber : Entity, IPersonal
{
    /// <inheritdoc/>
    public Guid SubjectId => Id;

    /// <summary>Blind index of the address.</summary>
    public byte[] AddressIndex { get; private init; } = []; // The factory or the database sets it.

    /// <summary>The address; null once it ended.</summary>
    public Sealed<string>? Address { get; private set; }

    /// <summary>SHA-256 of the code.</summary>
    public byte[] CodeHash { get; private init; } = []; // The factory or the database sets it.

    /// <summary>Until when the code works.</summary>
    public DateTime CodeEndsAt { get; private init; }

    /// <summary>When the code came back; null while it did not.</summary>
    public DateTime? ConfirmedAt { get; private set; }

    /// <summary>When it ended.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>A wish for news at this address.</summary>
    public static NewsSubscriber Of(string address, byte[] addressIndex, byte[] codeHash, DateTime codeEndsAt) =>
        new() { Address = Sealed.Of(address), AddressIndex = addressIndex, CodeHash = codeHash, CodeEndsAt = codeEndsAt };

    /// <summary>Whether the code can confirm the wish, or did.</summary>
    public bool IsOpen(DateTime now) => EndedAt is null && (ConfirmedAt is not null || now < CodeEndsAt);

    /// <summary>The code came back.</summary>
    public void Confirm(DateTime now)
    {
        ConfirmedAt = now;
        Raise(new NewsConfirmed(Id, now));
    }

    /// <summary>It is over.</summary>
    public void End(DateTime now) => (EndedAt, Address) = (now, null);
}
