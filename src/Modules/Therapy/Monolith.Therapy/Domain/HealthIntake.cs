using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Therapy.Domain;

/// <summary>What a client says about their mental health (CA-2.8, CA-2.9).</summary>
internal sealed record IntakeContent(string? History, string? Concerns, string? Symptoms)
{
    private const int Longest = 8000;

    /// <summary>Refuses an intake that says nothing, or too much.</summary>
    public Refusal? Check() =>
        string.IsNullOrWhiteSpace(Concerns) ? new FieldRequired("concerns", "Say in a few words what brings you here.")
        : Concerns.Length > Longest || History?.Length > Longest || Symptoms?.Length > Longest ? new FieldRequired("concerns", $"At most {Longest} characters each.")
        : null;
}

/// <summary>One recording of a client's intake; a later one does not replace it.</summary>
internal sealed class HealthIntake : Entity, IPersonal, ISubmission
{
    private HealthIntake()
    {
    }

    public Guid SubjectId => ClientId;

    /// <inheritdoc/>
    public Guid GivenBy => ClientId;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    public Guid ClientId { get; private set; }

    public Sealed<IntakeContent> Content { get; private set; } = null!; // The factory or the database sets it.

    public DateTime RecordedAt { get; private set; }

    /// <summary>A recording.</summary>
    public static HealthIntake Of(Guid clientId, IntakeContent content, DateTime now)
    {
        var intake = new HealthIntake { ClientId = clientId, Content = Sealed.Of(content), RecordedAt = now };
        intake.Raise(new HealthIntakeRecorded(clientId, now));
        return intake;
    }
}
