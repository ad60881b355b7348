using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>How a version came to be accepted.</summary>
internal enum AcceptanceKind
{
    /// <summary>With the registration (TH-3, CA-15.2).</summary>
    Registration,

    /// <summary>By saying so afterwards.</summary>
    Explicit,

    /// <summary>By approving a change that does not bind without it (C-05).</summary>
    Approval,

    /// <summary>By using the service while the version was in force (C-04).</summary>
    ContinuedUse,
}

/// <summary>An account accepted a version of a document.</summary>
internal sealed class PolicyAcceptance : Entity
{
    private PolicyAcceptance()
    {
    }

    /// <summary>Records it.</summary>
    public PolicyAcceptance(Guid accountId, Guid versionId, AcceptanceKind kind, bool affirmedAdult, DateTime acceptedAt) =>
        (AccountId, VersionId, Kind, AffirmedAdult, AcceptedAt) = (accountId, versionId, kind, affirmedAdult, acceptedAt);

    /// <summary>Who.</summary>
    public Guid AccountId { get; private init; }

    /// <summary>What.</summary>
    public Guid VersionId { get; private init; }

    /// <summary>How.</summary>
    public AcceptanceKind Kind { get; private init; }

    /// <summary>Whether the account affirmed to be of age with it.</summary>
    public bool AffirmedAdult { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime AcceptedAt { get; private init; }
}
