using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>Somebody in charge of a person raised a safety concern; what it says stays with Therapy (TH-48, O7-6.10, AP-59).</summary>
internal sealed class ConcernOnRecord : Entity
{
    private ConcernOnRecord()
    {
    }

    /// <summary>Notes that it was raised.</summary>
    public ConcernOnRecord(Guid concernId, Guid subjectId, DateTime raisedAt) => (ConcernId, SubjectId, RaisedAt) = (concernId, subjectId, raisedAt);

    /// <summary>The concern.</summary>
    public Guid ConcernId { get; private init; }

    /// <summary>The person.</summary>
    public Guid SubjectId { get; private init; }

    /// <summary>When, UTC.</summary>
    public DateTime RaisedAt { get; private init; }
}

/// <summary>That data is as safe in a region as at home: the assessment that a transfer there rests on (AP-147). Assessing again replaces it.</summary>
internal sealed class RegionSafeguard : Entity
{
    private RegionSafeguard()
    {
    }

    /// <summary>Assesses a region.</summary>
    public RegionSafeguard(string region) => Region = region;

    /// <summary>Country code; unique.</summary>
    public string Region { get; private init; } = "";

    /// <summary>What the assessment is called in the provider's files.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>Last day on which it holds.</summary>
    public DateOnly AssessedUntilOn { get; private set; }

    /// <summary>When it was recorded, UTC.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>Replaces what was assessed.</summary>
    public void Assess(string reference, DateOnly untilOn, DateTime now) => (Reference, AssessedUntilOn, RecordedAt) = (reference, untilOn, now);
}
