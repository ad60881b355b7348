using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>Calls an appointment to come off (CA-3.8); either side may. The outcome says who did, which decides about money.</summary>
/// <param name="AppointmentId">An appointment of the caller.</param>
/// <param name="Reason">Why, up to 500 characters; kept sealed.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent]
internal sealed record CancelAppointment([property: ID("Appointment")] Guid AppointmentId, string? Reason = null) : ICommand<AppointmentView>;

internal sealed class CancelAppointmentHandler(TherapyDbContext db, ICurrentUser user, TimeProvider clock) : ICommandHandler<CancelAppointment, AppointmentView>
{
    public async Task<Result<AppointmentView>> Handle(CancelAppointment command, CancellationToken cancellationToken)
    {
        if (command.Reason?.Length > 500)
        {
            return new FieldRequired("reason", "At most 500 characters.");
        }

        var appointment = await db.Appointments.Of(user.Id).SingleOrDefaultAsync(a => a.Id == command.AppointmentId, cancellationToken);
        if (appointment is null)
        {
            return new AppointmentNotFound();
        }

        if (appointment.Cancel(appointment.ClientId == user.Id, command.Reason?.Trim(), clock.GetUtcNow().UtcDateTime).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return AppointmentView.Of(appointment);
    }
}
