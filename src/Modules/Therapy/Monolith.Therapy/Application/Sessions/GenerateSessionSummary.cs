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

/// <summary>
/// Makes a summary of the latest note of a session the caller held, for client and therapist (CA-3.10). It is made inside the platform where the service
/// says so; otherwise it needs a bound processor (CA-3.16).
/// </summary>
/// <param name="AppointmentId">The appointment.</param>
[Mutation, Allow(Role.Therapist), Idempotent]
internal sealed record GenerateSessionSummary([property: ID("Appointment")] Guid AppointmentId) : ICommand<SessionSummaryView>;

internal sealed class GenerateSessionSummaryHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user, TherapyPolicy policy, TimeProvider clock)
    : ICommandHandler<GenerateSessionSummary, SessionSummaryView>
{
    public async Task<Result<SessionSummaryView>> Handle(GenerateSessionSummary command, CancellationToken cancellationToken)
    {
        if (policy.Summaries is not SummaryMode.Local)
        {
            return policy.Summaries is SummaryMode.Off ? new FeatureDisabled("A session summary") : new ProcessorNotBound("SUMMARISATION");
        }

        var appointment = await db.Appointments.AsNoTracking().WithSpecification(new AppointmentOfTherapist(command.AppointmentId, user.Id)).SingleOrDefaultAsync(cancellationToken);
        if (appointment is null)
        {
            return new NeedToKnow();
        }

        var request = new AccessRequest(appointment.ClientId, DataClass.Health, AccessMode.Write, Purpose.ServiceDelivery, appointment.Id);
        if (await gate.AskAsync(request, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var latest = await db.Revisions.AsNoTracking().Where(r => r.NoteId == appointment.Id).OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancellationToken);
        if (latest is null)
        {
            return new NoteRequired();
        }

        var note = await vault.OpenAsync(latest.Text, cancellationToken);
        var summary = await db.Summaries.SingleOrDefaultAsync(s => s.Id == appointment.Id, cancellationToken) ?? db.Summaries.Add(SessionSummary.Of(appointment)).Entity;
        var text = summary.Generate(note, latest.Number, clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return new SessionSummaryView(appointment.Id, text, latest.Number, summary.GeneratedAt);
    }
}
