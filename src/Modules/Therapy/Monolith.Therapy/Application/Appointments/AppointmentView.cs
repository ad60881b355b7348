using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>A time that a client and a therapist keep for each other, half open.</summary>
/// <param name="Id">The appointment.</param>
/// <param name="ClientId">The client.</param>
/// <param name="TherapistId">The therapist.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="Channel">How the session takes place.</param>
/// <param name="State">How it stands.</param>
/// <param name="CancelledAt">When it was called off, UTC.</param>
internal sealed record AppointmentView(
    Guid Id, [property: ID("Client")] Guid ClientId, [property: ID("Therapist")] Guid TherapistId, DateTime StartsAt, DateTime EndsAt,
    SessionChannel Channel, AppointmentState State, DateTime? CancelledAt)
{
    public static AppointmentView Of(Appointment a) => new(a.Id, a.ClientId, a.TherapistId, a.StartsAt, a.EndsAt, a.Channel, a.State, a.CancelledAt);
}

/// <summary>A time that can be booked, half open, UTC.</summary>
/// <param name="StartsAt">Its first instant; what <c>bookAppointment</c> takes.</param>
/// <param name="EndsAt">The instant after it.</param>
internal sealed record SlotView(DateTime StartsAt, DateTime EndsAt);
