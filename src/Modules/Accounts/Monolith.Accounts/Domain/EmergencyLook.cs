using Monolith.BuildingBlocks.Persistence;

namespace Monolith.Accounts.Domain;

/// <summary>A therapist looked up whom to call for a client in danger (CA-2.6, R52).</summary>
internal sealed class EmergencyLook : Entity
{
    /// <summary>Whose contact.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Who looked.</summary>
    public required Guid TherapistId { get; init; }

    /// <summary>The danger.</summary>
    public required SafetyConcern Concern { get; init; }

    /// <summary>When.</summary>
    public required DateTime LookedAt { get; init; }
}

/// <summary>Dangers in which the emergency contact is called.</summary>
internal enum SafetyConcern
{
    /// <summary>The client may harm themselves.</summary>
    DangerToSelf,

    /// <summary>The client may harm others.</summary>
    DangerToOthers,

    /// <summary>The client needs a physician now.</summary>
    MedicalEmergency,
}
