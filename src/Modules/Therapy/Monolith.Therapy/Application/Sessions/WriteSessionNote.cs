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

/// <summary>Writes or amends the note of a session the caller held; every revision is kept (CA-3.9).</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="Text">The note, 1 to 20,000 characters.</param>
/// <param name="Revision">The revision the caller read; required when there is a note already (R19).</param>
[Mutation, Allow(Role.Therapist), Idempotent]
internal sealed record WriteSessionNote([property: ID("Appointment")] Guid AppointmentId, string Text, int? Revision = null) : ICommand<SessionNoteView>;

internal sealed class WriteSessionNoteHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user, TherapyPolicy policy, TimeProvider clock)
    : ICommandHandler<WriteSessionNote, SessionNoteView>
{
    private const int Longest = 20_000;

    public async Task<Result<SessionNoteView>> Handle(WriteSessionNote command, CancellationToken cancellationToken)
    {
        if (Malformed(command) is { } malformed)
        {
            return malformed;
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

        if (appointment.StartedAt is null)
        {
            return new IllegalState("A note is written of a session that was started.");
        }

        var note = await db.Notes.Include(n => n.Revisions).SingleOrDefaultAsync(n => n.Id == appointment.Id, cancellationToken);
        if (note is not null && command.Revision is null)
        {
            return new FieldRequired("revision", "Say which revision you read.");
        }

        note ??= db.Notes.Add(SessionNote.Of(appointment)).Entity;
        if (note.Write(command.Text.Trim(), command.Revision ?? 0, clock.GetUtcNow().UtcDateTime).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return await SessionNoteView.OfAsync(note, vault, cancellationToken);
    }

    private Refusal? Malformed(WriteSessionNote command) =>
        !policy.Notes ? new FeatureDisabled("Writing session notes")
        : command.Text.Trim().Length is 0 or > Longest ? new FieldRequired("text", $"1 to {Longest} characters.")
        : null;
}
