using Monolith.BuildingBlocks;

namespace Monolith.Therapy.Domain;

/// <summary>The caller has no such appointment.</summary>
internal sealed record AppointmentNotFound() : Refusal("You have no such appointment.");

/// <summary>The time is taken, or overlaps another appointment of one of the two.</summary>
internal sealed record SlotTaken() : Refusal("This time is taken. Choose another slot.", "startsAt");

/// <summary>The therapist offers no session that begins then.</summary>
internal sealed record SlotNotOffered() : Refusal("The therapist offers no session that begins then: see slots.", "startsAt");

/// <summary>The time is over.</summary>
internal sealed record SlotInThePast() : Refusal("This time is over.", "startsAt");

/// <summary>The two are not matched.</summary>
internal sealed record NotMatched() : Refusal("You are not matched with this person: see requestMatch.");

/// <summary>The service asks for the intake before a first appointment (T-03).</summary>
internal sealed record IntakeRequired() : Refusal("Record your health intake first: see recordHealthIntake.");

/// <summary>The session's time has not come, or is over.</summary>
internal sealed record SessionNotDue() : Refusal("A session starts from 15 minutes before its time until its end.");

/// <summary>There is no such resource.</summary>
internal sealed record ResourceNotFound() : Refusal("There is no such resource.");

/// <summary>There is no note to make a summary of.</summary>
internal sealed record NoteRequired() : Refusal("Write the session note first: see writeSessionNote.");
