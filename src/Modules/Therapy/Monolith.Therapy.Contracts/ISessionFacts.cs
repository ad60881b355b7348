namespace Monolith.Therapy.Contracts;

/// <summary>What other modules may know of a therapy session: when it was booked for and how it ended. Never what was said.</summary>
public interface ISessionFacts
{
    /// <summary>The session of an appointment, or null when there is none.</summary>
    Task<SessionFacts?> FindAsync(Guid appointmentId, CancellationToken cancellationToken);
}

/// <summary>Facts of a session.</summary>
/// <param name="AppointmentId">The appointment; a session has its appointment's id.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="StartsAt">When it is booked for, UTC.</param>
/// <param name="Outcome">How it stands or ended.</param>
/// <param name="CancelledAt">When it was cancelled, UTC.</param>
public sealed record SessionFacts(Guid AppointmentId, Guid ClientId, Guid TherapistId, DateTime StartsAt, SessionOutcome Outcome, DateTime? CancelledAt);

/// <summary>How a session stands.</summary>
public enum SessionOutcome
{
    /// <summary>Booked and not over.</summary>
    Scheduled,

    /// <summary>It took place.</summary>
    Held,

    /// <summary>The client did not come.</summary>
    Missed,

    /// <summary>Called off by the client.</summary>
    CancelledByClient,

    /// <summary>Called off by the therapist, or because the match ended.</summary>
    CancelledByTherapist,
}
