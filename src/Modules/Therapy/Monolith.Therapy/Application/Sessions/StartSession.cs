using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Specifications;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>
/// Starts the session of an appointment of the caller, from 15 minutes before its time until its end (CA-3.3). Online ones need a bound video processor
/// (CA-3.13); the join reference is for the two alone.
/// </summary>
/// <param name="AppointmentId">The appointment.</param>
[Mutation, Allow(Role.Therapist), Idempotent]
internal sealed record StartSession([property: ID("Appointment")] Guid AppointmentId) : ICommand<SessionView>;

internal sealed class StartSessionHandler(
    TherapyDbContext db, IAccessGate gate, IVault vault, IConsentFacts consent, ICurrentUser user, TherapyPolicy policy, TimeProvider clock)
    : ICommandHandler<StartSession, SessionView>
{
    public async Task<Result<SessionView>> Handle(StartSession command, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.WithSpecification(new AppointmentOfTherapist(command.AppointmentId, user.Id)).SingleOrDefaultAsync(cancellationToken);
        if (appointment is null)
        {
            return new AppointmentNotFound();
        }

        var request = new AccessRequest(appointment.ClientId, DataClass.Identity, AccessMode.Read, Purpose.ServiceDelivery, appointment.Id);
        if (await gate.AskAsync(request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var carried = policy.Sessions.VideoProcessor is not null && Channels.IsCarried(appointment.Channel);
        if (carried && await consent.BindingAsync(appointment.ClientId, ProcessorKind.Video, SharedFields.SessionId, cancellationToken) is not ProcessorBinding.Bound and var binding)
        {
            return binding is ProcessorBinding.AbroadWithoutConsent ? new TransferConsentRequired() : new ProcessorNotBound("VIDEO");
        }

        var join = carried ? "session-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) : null;
        if (appointment.Start(join, clock.GetUtcNow().UtcDateTime).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await SessionView.OfAsync(appointment, vault, cancellationToken);
    }
}
