using Monolith.BuildingBlocks.Specifications;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>An appointment, when it is this therapist's. Anybody else's is found by nobody.</summary>
internal sealed class AppointmentOfTherapist : Specification<Appointment>
{
    public AppointmentOfTherapist(Guid appointmentId, Guid therapistId) => Query.Where(a => a.Id == appointmentId && a.TherapistId == therapistId);
}
