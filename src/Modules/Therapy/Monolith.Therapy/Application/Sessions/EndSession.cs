using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Specifications;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>Ends a running session of the caller and says whether the client attended (TH-17).</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="Attended">Whether the client came.</param>
[Mutation, Allow(Role.Therapist), Idempotent]
internal sealed record EndSession([property: ID("Appointment")] Guid AppointmentId, bool Attended) : ICommand<SessionView>;

internal sealed class EndSessionHandler(TherapyDbContext db, IVault vault, ICurrentUser user, TimeProvider clock) : ICommandHandler<EndSession, SessionView>
{
    public async Task<Result<SessionView>> Handle(EndSession command, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.WithSpecification(new AppointmentOfTherapist(command.AppointmentId, user.Id)).SingleOrDefaultAsync(cancellationToken);
        if (appointment is null)
        {
            return new AppointmentNotFound();
        }

        if (appointment.End(command.Attended, clock.GetUtcNow().UtcDateTime).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await SessionView.OfAsync(appointment, vault, cancellationToken);
    }
}
