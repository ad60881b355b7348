using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>Somebody went through the policy and what is done under it (C-46).</summary>
internal sealed class PolicyReview : Entity
{
    private PolicyReview()
    {
    }

    /// <summary>Records it.</summary>
    public PolicyReview(Guid reviewedBy, DateTime reviewedAt) => (ReviewedBy, ReviewedAt) = (reviewedBy, reviewedAt);

    /// <summary>Who.</summary>
    public Guid ReviewedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime ReviewedAt { get; private init; }
}
