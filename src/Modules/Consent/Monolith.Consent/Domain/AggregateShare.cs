using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>How many people registered with a gender, as Accounts last told; no ids (HU-44).</summary>
internal sealed class RegistrationCount : Entity
{
    private RegistrationCount()
    {
    }

    /// <summary>Which: <c>FEMALE</c>, <c>MALE</c>, <c>OTHER</c>.</summary>
    public string Group { get; private init; } = "";

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>As of when, UTC.</summary>
    public DateTime CountedAt { get; private set; }

    /// <summary>A group that was told for the first time.</summary>
    public static RegistrationCount Of(string group) => new() { Group = group };

    /// <summary>A newer count.</summary>
    public void Set(int count, DateTime countedAt) => (Count, CountedAt) = (count, countedAt);
}

/// <summary>
/// Counts that were given to somebody outside, as they were then (C-33). The share stands in the ledger of disclosures of everyone who had an account then, though nothing of them
/// was in it.
/// </summary>
internal sealed class AggregateShare : Entity
{
    private AggregateShare()
    {
    }

    /// <summary>Records a share.</summary>
    public AggregateShare(string recipient, string cells, Guid sharedBy, DateTime sharedAt) => (Recipient, Cells, SharedBy, SharedAt) = (recipient, cells, sharedBy, sharedAt);

    /// <summary>One of the profile's recipients.</summary>
    public string Recipient { get; private init; } = "";

    /// <summary>The counts, as JSON.</summary>
    public string Cells { get; private init; } = "";

    /// <summary>Who gave them out.</summary>
    public Guid SharedBy { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime SharedAt { get; private init; }
}
