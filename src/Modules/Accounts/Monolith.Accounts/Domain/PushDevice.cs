using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Domain;

/// <summary>A device on which an app shows that there is news (O7-4.6).</summary>
internal sealed class PushDevice : Entity, IPersonal
{
    /// <summary>Whose.</summary>
    public required Guid AccountId { get; init; }

    /// <inheritdoc/>
    public Guid SubjectId => AccountId;

    /// <summary>Blind index of the token; unique.</summary>
    public required byte[] TokenIndex { get; init; }

    /// <summary>What the push service knows the device by.</summary>
    public required Sealed<string> Token { get; init; }
}
