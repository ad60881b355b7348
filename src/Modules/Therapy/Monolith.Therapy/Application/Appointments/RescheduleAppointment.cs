using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>Moves an appointment to come to another slot of the same therapist (CA-3.8); either side may. The old time is free at once.</summary>
/// <param name="AppointmentId">An appointment of the caller.</param>
/// <param name="StartsAt">The begin of a slot, as <c>slots</c> answers it.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent, OwnData(DataClass.Identity, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record RescheduleAppointment([property: ID("Appointment")] Guid AppointmentId, DateTime StartsAt) : ICommand<AppointmentView>;

internal sealed class RescheduleAppointmentHandler(TherapyDbContext db, Timetable timetable, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RescheduleAppointment, AppointmentView>
{
    public async Task<Result<AppointmentView>> Handle(RescheduleAppointment command, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.Of(user.Id).SingleOrDefaultAsync(a => a.Id == command.AppointmentId, cancellationToken);
        if (appointment is null)
        {
            return new AppointmentNotFound();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (command.StartsAt <= now)
        {
            return new SlotInThePast();
        }

        var offered = await timetable.OfferedAsync(appointment.ClientId, appointment.TherapistId, command.StartsAt, appointment.Id, cancellationToken);
        if (offered.Refusal is { } taken)
        {
            return taken;
        }

        if (appointment.Reschedule(offered.Value.StartsAt, offered.Value.EndsAt, now).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return AppointmentView.Of(appointment);
    }
}
