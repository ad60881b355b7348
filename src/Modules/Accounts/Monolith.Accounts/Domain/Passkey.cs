using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A key pair on a device of an account's owner: the private half never leaves it, the public half is here (R34, R35).</summary>
internal sealed class Passkey : Entity, IPersonal
{
    /// <summary>The most an account has.</summary>
    public const int Most = 20;

    /// <summary>The most characters its name has.</summary>
    public const int LongestName = 60;

    private Passkey()
    {
    }

    /// <summary>Whose.</summary>
    public Guid AccountId { get; private init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>What its owner calls it.</summary>
    public Sealed<string> Name { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>What the device calls it: random, unique everywhere.</summary>
    public byte[] CredentialId { get; private init; } = [];

    /// <summary>The public key as COSE.</summary>
    public byte[] PublicKey { get; private init; } = [];

    /// <summary>How often the device says it has signed; 0 for devices that do not count.</summary>
    public long SignCount { get; private set; }

    /// <summary>Whether the device may copy it to its owner's other devices.</summary>
    public bool IsBackupEligible { get; private init; }

    /// <summary>Whether it did.</summary>
    public bool IsBackedUp { get; private set; }

    /// <summary>When it was added.</summary>
    public DateTime AddedAt { get; private init; }

    /// <summary>When it last signed in or proved something; null = never.</summary>
    public DateTime? UsedAt { get; private set; }

    /// <summary>A verified one.</summary>
    public static Passkey Of(Guid accountId, string name, PasskeyCredential credential, DateTime now) => new()
    {
        AccountId = accountId,
        Name = Sealed.Of(name),
        CredentialId = credential.Id,
        PublicKey = credential.PublicKey,
        SignCount = credential.SignCount,
        IsBackupEligible = credential.IsBackupEligible,
        IsBackedUp = credential.IsBackedUp,
        AddedAt = now,
    };

    /// <summary>Another name.</summary>
    public void Rename(string name) => Name = Sealed.Of(name);

    /// <summary>It signed; two uses of one count meet in the row's version.</summary>
    public void Use(long signCount, bool isBackedUp, DateTime now) => (SignCount, IsBackedUp, UsedAt) = (signCount, isBackedUp, now);
}

/// <summary>What a device said of a passkey, after it was verified.</summary>
/// <param name="Id">What the device calls it.</param>
/// <param name="PublicKey">As COSE.</param>
/// <param name="SignCount">The device's count.</param>
/// <param name="IsBackupEligible">Whether it may be copied.</param>
/// <param name="IsBackedUp">Whether it was.</param>
internal sealed record PasskeyCredential(byte[] Id, byte[] PublicKey, long SignCount, bool IsBackupEligible, bool IsBackedUp);

/// <summary>A challenge that waits for its answer: good once, for five minutes, for one purpose, in the session that asked (R35).</summary>
internal sealed class PasskeyCeremony : Entity
{
    /// <summary>How long a challenge is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    /// <summary>SHA-256 of what the caller holds, which has the random challenge in it.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>What the answer is for.</summary>
    public required PasskeyPurpose Purpose { get; init; }

    /// <summary>The session that asked; null for a sign-in.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Until when it is good.</summary>
    public required DateTime EndsAt { get; init; }
}

/// <summary>What a challenge is for.</summary>
internal enum PasskeyPurpose
{
    /// <summary>To add a passkey.</summary>
    Add,

    /// <summary>To sign in.</summary>
    SignIn,

    /// <summary>To prove within a session who its owner is.</summary>
    Proof,
}
