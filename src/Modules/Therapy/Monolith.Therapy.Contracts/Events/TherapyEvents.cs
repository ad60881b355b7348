namespace Monolith.Therapy.Contracts.Events;

/// <summary>A slot was booked.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
public sealed record AppointmentBooked(Guid AppointmentId, Guid ClientId, Guid TherapistId, DateTime StartsAt, DateTime EndsAt);

/// <summary>An appointment was moved.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="StartsAt">The new time, UTC.</param>
/// <param name="EndsAt">UTC.</param>
public sealed record AppointmentRescheduled(Guid AppointmentId, Guid ClientId, Guid TherapistId, DateTime StartsAt, DateTime EndsAt);

/// <summary>An appointment was called off.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="Outcome">By whom.</param>
/// <param name="CancelledAt">When, UTC.</param>
public sealed record AppointmentCancelled(Guid AppointmentId, Guid ClientId, Guid TherapistId, SessionOutcome Outcome, DateTime CancelledAt);

/// <summary>An appointment is near: it begins within a day.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="StartsAt">UTC.</param>
public sealed record AppointmentComing(Guid AppointmentId, Guid ClientId, Guid TherapistId, DateTime StartsAt);

/// <summary>A client gave an intake; what it says is told to nobody.</summary>
/// <param name="ClientId">The client's account.</param>
/// <param name="RecordedAt">When, UTC.</param>
public sealed record HealthIntakeRecorded(Guid ClientId, DateTime RecordedAt);

/// <summary>An offering that a client is enrolled in was changed; told once for each of them.</summary>
/// <param name="OfferingId">The offering.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record OfferingChanged(Guid OfferingId, Guid ClientId, DateTime ChangedAt);

/// <summary>A message was sent between a client and their therapist.</summary>
/// <param name="MessageId">The message.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
public sealed record MessageSent(Guid MessageId, Guid ClientId, Guid TherapistId);

/// <summary>A session started that an outside processor carries.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="StartedAt">When, UTC.</param>
public sealed record SessionCarried(Guid AppointmentId, Guid ClientId, DateTime StartedAt);

/// <summary>A session ended.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="Outcome">Held or missed.</param>
/// <param name="EndedAt">When, UTC.</param>
public sealed record SessionEnded(Guid AppointmentId, Guid ClientId, Guid TherapistId, SessionOutcome Outcome, DateTime EndedAt);

/// <summary>Therapy carried out an order to erase; health records are kept, closed to everyone, until their period ends .</summary>
/// <param name="CaseId">The case that ordered it.</param>
/// <param name="SubjectId">The person.</param>
/// <param name="ErasedRecords">Records erased.</param>
/// <param name="RetainedRecords">Records kept because a law or setting demands it.</param>
/// <param name="RetainedUntilAt">When the kept ones go, UTC.</param>
public sealed record TherapyErased(Guid CaseId, Guid SubjectId, int ErasedRecords, int RetainedRecords, DateTime? RetainedUntilAt);

/// <summary>Somebody fears for a client, or for others because of a client; what it says is told to nobody (TH-48).</summary>
/// <param name="ConcernId">The concern.</param>
/// <param name="ClientId">The client's account.</param>
/// <param name="RaisedBy">The account of whoever raised it.</param>
/// <param name="RaisedAt">When, UTC.</param>
public sealed record SafetyConcernRaised(Guid ConcernId, Guid ClientId, Guid RaisedBy, DateTime RaisedAt);
