using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>A question or complaint that is open: as long as it is, support may look at the account it came from (AP-45). Gone once it is resolved.</summary>
internal sealed class SupportCase : Entity
{
    /// <summary>The case.</summary>
    public required Guid CaseId { get; init; }

    /// <summary>The account it came from.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Since when.</summary>
    public required DateTime OpenedAt { get; init; }
}
