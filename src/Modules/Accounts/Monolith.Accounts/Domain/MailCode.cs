using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A one-time code on its way to an address (R37): random, stored as a hash, good for one purpose, dead once the password or the address changed.</summary>
internal sealed class MailCode : Entity, IPersonal
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>What it may be used for.</summary>
    public required MailCodePurpose Purpose { get; init; }

    /// <summary>SHA-256 of the code.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>Blind index of the address that is to be, for a change of address.</summary>
    public byte[]? EmailIndex { get; init; }

    /// <summary>The address that is to be.</summary>
    public Sealed<string>? Email { get; init; }

    /// <summary>Until when it works.</summary>
    public required DateTime EndsAt { get; init; }
}

/// <summary>What a mailed code may be used for.</summary>
internal enum MailCodePurpose
{
    /// <summary>To choose another password without the present one.</summary>
    PasswordReset,

    /// <summary>To prove the address that is to replace the present one.</summary>
    EmailChange,
}

/// <summary>Somebody forgot a password, or says so. Kept alike for addresses with and without an account, until the job that answers it has run (R32).</summary>
internal sealed class ResetWish : Entity
{
    /// <summary>Blind index of the address.</summary>
    public required byte[] EmailIndex { get; init; }

    /// <summary>When.</summary>
    public required DateTime AskedAt { get; init; }
}
