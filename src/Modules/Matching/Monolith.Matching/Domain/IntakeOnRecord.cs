using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Matching.Domain;

/// <summary>That a client gave an intake; what it says stays with Therapy (AP-25).</summary>
internal sealed class IntakeOnRecord : Entity
{
    private IntakeOnRecord()
    {
    }

    /// <summary>Who.</summary>
    public Guid ClientId { get; private init; }

    /// <summary>When the latest was given, UTC.</summary>
    public DateTime RecordedAt { get; private set; }

    /// <summary>A client's first intake.</summary>
    public static IntakeOnRecord Of(Guid clientId) => new() { ClientId = clientId };

    /// <summary>A newer one.</summary>
    public void Renew(DateTime recordedAt) => RecordedAt = recordedAt;
}
