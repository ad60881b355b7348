using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>An account said no to a version of a document. It may still accept that version later.</summary>
internal sealed class PolicyRefusal : Entity
{
    private PolicyRefusal()
    {
    }

    /// <summary>Records it.</summary>
    public PolicyRefusal(Guid accountId, Guid versionId, DateTime declinedAt) => (AccountId, VersionId, DeclinedAt) = (accountId, versionId, declinedAt);

    /// <summary>Who.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>To what.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime DeclinedAt { get; private init; }
}
