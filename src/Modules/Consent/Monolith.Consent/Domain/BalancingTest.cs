using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>
/// The weighing of an interest of the service against those of the people whose data a purpose uses (AP-11). Tests are only added; of a
/// purpose the latest counts.
/// </summary>
internal sealed class BalancingTest : Entity
{
    private BalancingTest()
    {
    }

    /// <summary>Records one.</summary>
    public BalancingTest(string purposeKey, string interest, string necessity, string balance, bool isPassed, Guid recordedBy, DateTime recordedAt)
    {
        (PurposeKey, Interest, Necessity, Balance) = (purposeKey, interest, necessity, balance);
        (IsPassed, RecordedBy, RecordedAt) = (isPassed, recordedBy, recordedAt);
    }

    /// <summary>The purpose of the register.</summary>
    public string PurposeKey { get; private init; } = "";

    /// <summary>The interest that was weighed.</summary>
    public string Interest { get; private init; } = "";

    /// <summary>Why the purpose cannot be reached with less.</summary>
    public string Necessity { get; private init; } = "";

    /// <summary>What it means for the people, and what protects them.</summary>
    public string Balance { get; private init; } = "";

    /// <summary>Whether the interest outweighs.</summary>
    public bool IsPassed { get; private init; }

    /// <summary>The member of staff who recorded it.</summary>
    public Guid RecordedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime RecordedAt { get; private init; }
}
