using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Consent.Domain;

/// <summary>That something was handed to an outside processor: which kinds of data, never the data and never whose. Only added, and cleared when its period is over.</summary>
internal sealed class ProcessorCall : Entity
{
    private ProcessorCall()
    {
    }

    /// <summary>A call.</summary>
    public ProcessorCall(Guid id, string kind, string purpose, IReadOnlyList<string> fields, DateTime calledAt, DateTime endsAt) =>
        (Id, Kind, Purpose, Fields, CalledAt, EndsAt) = (id, kind, purpose, string.Join(',', fields), calledAt, endsAt);

    /// <summary>What the processor does, one of the profile's kinds.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>What for.</summary>
    public string Purpose { get; private init; } = "";

    /// <summary>The kinds of data it was given, joined with commas.</summary>
    public string Fields { get; private init; } = "";

    /// <summary>When, UTC.</summary>
    public DateTime CalledAt { get; private init; }

    /// <summary>Until when it is kept, UTC.</summary>
    public DateTime EndsAt { get; private init; }
}
