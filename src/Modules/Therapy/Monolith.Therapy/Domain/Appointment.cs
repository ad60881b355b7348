using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Therapy.Domain;

/// <summary>How a session takes place (T-02).</summary>
internal enum SessionChannel
{
    /// <summary>Over the net, by picture and sound.</summary>
    Online,

    /// <summary>In one room.</summary>
    InPerson,

    /// <summary>By picture and sound.</summary>
    Video,

    /// <summary>By sound.</summary>
    Audio,

    /// <summary>In writing, at once.</summary>
    Chat,

    /// <summary>By telephone.</summary>
    Phone,

    /// <summary>In writing, by mail inside the service.</summary>
    OnlineMail,

    /// <summary>By a tool for remote support.</summary>
    Remote,
}

/// <summary>How an appointment stands.</summary>
internal enum AppointmentState
{
    /// <summary>To come.</summary>
    Booked,

    /// <summary>Its session is running.</summary>
    Started,

    /// <summary>Its session took place.</summary>
    Held,

    /// <summary>The client did not come.</summary>
    Missed,

    /// <summary>Called off by the client.</summary>
    CancelledByClient,

    /// <summary>Called off by the therapist, or because the match ended.</summary>
    CancelledByTherapist,
}

/// <summary>
/// A time that a client and a therapist keep for each other, <c>[StartsAt, EndsAt)</c>, and the session held in it. While it is booked or started, no other
/// appointment of either may overlap it; the database keeps that (R17).
/// </summary>
internal sealed class Appointment : Entity, IPersonal, ISubmission
{
    /// <summary>How early a session may start.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromMinutes(15);

    private Appointment()
    {
    }

    public Guid SubjectId => ClientId;

    /// <inheritdoc/>
    public Guid GivenBy => ClientId;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    public Guid ClientId { get; private set; }

    public Guid TherapistId { get; private set; }

    public DateTime StartsAt { get; private set; }

    public DateTime EndsAt { get; private set; }

    public SessionChannel Channel { get; private set; }

    public AppointmentState State { get; private set; }

    public DateTime BookedAt { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public DateTime? CancelledAt { get; private set; }

    /// <summary>When the two were told that it is near; null before, and again when it was moved.</summary>
    public DateTime? AnnouncedAt { get; private set; }

    public Sealed<string>? CancelReason { get; private set; }

    /// <summary>The way into an online session, for the two and nobody else (CA-3.3).</summary>
    public Sealed<string>? JoinReference { get; private set; }

    /// <summary>How it stands, as others may know it.</summary>
    public SessionOutcome Outcome => State switch
    {
        AppointmentState.Held => SessionOutcome.Held,
        AppointmentState.Missed => SessionOutcome.Missed,
        AppointmentState.CancelledByClient => SessionOutcome.CancelledByClient,
        AppointmentState.CancelledByTherapist => SessionOutcome.CancelledByTherapist,
        _ => SessionOutcome.Scheduled,
    };

    /// <summary>Books a time.</summary>
    public static Result<Appointment> Book(Guid clientId, Guid therapistId, DateTime startsAt, DateTime endsAt, SessionChannel channel, DateTime now)
    {
        if (startsAt <= now)
        {
            return new SlotInThePast();
        }

        var appointment = new Appointment { ClientId = clientId, TherapistId = therapistId, StartsAt = startsAt, EndsAt = endsAt, Channel = channel, BookedAt = now };
        appointment.Raise(new AppointmentBooked(appointment.Id, clientId, therapistId, startsAt, endsAt));
        return appointment;
    }

    /// <summary>Moves it to another time.</summary>
    public Result<Appointment> Reschedule(DateTime startsAt, DateTime endsAt, DateTime now)
    {
        if (State is not AppointmentState.Booked || StartsAt <= now)
        {
            return new IllegalState("Only an appointment to come can be moved.");
        }

        if (startsAt <= now)
        {
            return new SlotInThePast();
        }

        (StartsAt, EndsAt, BookedAt, AnnouncedAt) = (startsAt, endsAt, now, null);
        Raise(new AppointmentRescheduled(Id, ClientId, TherapistId, startsAt, endsAt));
        return this;
    }

    /// <summary>Calls it off; the time is free again.</summary>
    public Result<Appointment> Cancel(bool byClient, string? reason, DateTime now)
    {
        if (State is not AppointmentState.Booked)
        {
            return new IllegalState("Only an appointment to come can be called off.");
        }

        State = byClient ? AppointmentState.CancelledByClient : AppointmentState.CancelledByTherapist;
        (CancelledAt, CancelReason) = (now, reason is null ? null : Sealed.Of(reason));
        Raise(new AppointmentCancelled(Id, ClientId, TherapistId, Outcome, now));
        return this;
    }

    /// <summary>It is near; the two are to hear of it.</summary>
    public void Announce(DateTime now)
    {
        AnnouncedAt = now;
        Raise(new AppointmentComing(Id, ClientId, TherapistId, StartsAt));
    }

    /// <summary>Starts its session.</summary>
    public Result<Appointment> Start(string? joinReference, DateTime now)
    {
        if (State is not AppointmentState.Booked)
        {
            return new IllegalState("Only a booked session can be started.");
        }

        if (now < StartsAt - Early || now >= EndsAt)
        {
            return new SessionNotDue();
        }

        (State, StartedAt, JoinReference) = (AppointmentState.Started, now, joinReference is null ? null : Sealed.Of(joinReference));
        if (joinReference is not null)
        {
            Raise(new SessionCarried(Id, ClientId, now));
        }

        return this;
    }

    /// <summary>Ends its session; the way in is forgotten.</summary>
    public Result<Appointment> End(bool attended, DateTime now)
    {
        if (State is not AppointmentState.Started)
        {
            return new IllegalState("Only a running session can be ended.");
        }

        (State, EndedAt, JoinReference) = (attended ? AppointmentState.Held : AppointmentState.Missed, now, null);
        Raise(new SessionEnded(Id, ClientId, TherapistId, Outcome, now));
        return this;
    }
}
