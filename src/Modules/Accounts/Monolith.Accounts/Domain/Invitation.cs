using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A role offered to whoever holds the token: by mail to staff, on the console to the first administrator (R42).</summary>
internal sealed class Invitation : Entity, IPersonal
{
    /// <summary>The id the account will have.</summary>
    public Guid SubjectId { get; init; } = Guid.CreateVersion7();

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>Blind index of the invited address; null for the first administrator.</summary>
    public byte[]? EmailIndex { get; init; }

    /// <summary>The invited address.</summary>
    public Sealed<string>? Email { get; init; }

    /// <summary>SHA-256 of the token.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Who invited; null for the console.</summary>
    public Guid? InvitedBy { get; init; }

    /// <summary>Until when the token works.</summary>
    public required DateTime EndsAt { get; init; }
}
