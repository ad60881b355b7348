using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Therapy.Domain;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>A session that was started.</summary>
/// <param name="Id">The session; the appointment's key under another type.</param>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="Channel">How it takes place.</param>
/// <param name="State">How it stands.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs.</param>
/// <param name="JoinReference">The way into a running online session, for the two and nobody else (CA-3.3).</param>
internal sealed record SessionView(
    Guid Id, [property: ID("Appointment")] Guid AppointmentId, SessionChannel Channel, AppointmentState State, DateTime? StartedAt, DateTime? EndedAt, string? JoinReference)
{
    /// <summary>As one of the two sees it.</summary>
    public static async Task<SessionView> OfAsync(Appointment a, IVault vault, CancellationToken cancellationToken) => new(
        a.Id, a.Id, a.Channel, a.State, a.StartedAt, a.EndedAt, a.JoinReference is { } reference ? await vault.OpenAsync(reference, cancellationToken) : null);
}

/// <summary>A therapist's note of a session with every revision.</summary>
/// <param name="Id">The note; the appointment's key under another type.</param>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="Revision">The latest revision; whoever amends says it.</param>
/// <param name="Revisions">All of them, oldest first.</param>
internal sealed record SessionNoteView(Guid Id, [property: ID("Appointment")] Guid AppointmentId, int Revision, IReadOnlyList<NoteRevisionView> Revisions)
{
    /// <summary>As the author sees it.</summary>
    public static async Task<SessionNoteView> OfAsync(SessionNote note, IVault vault, CancellationToken cancellationToken)
    {
        List<NoteRevisionView> revisions = [];
        foreach (var revision in note.Revisions.OrderBy(r => r.Number))
        {
            revisions.Add(new(revision.Number, await vault.OpenAsync(revision.Text, cancellationToken), revision.WrittenAt));
        }

        return new(note.Id, note.Id, note.LatestRevision, revisions);
    }
}

/// <summary>One revision of a note.</summary>
/// <param name="Number">Counts from 1.</param>
/// <param name="Text">The note.</param>
/// <param name="WrittenAt">UTC.</param>
internal sealed record NoteRevisionView(int Number, string Text, DateTime WrittenAt);

/// <summary>What client and therapist read of a session afterwards.</summary>
/// <param name="AppointmentId">The appointment.</param>
/// <param name="Text">The summary.</param>
/// <param name="OfRevision">The revision of the note it was made of.</param>
/// <param name="GeneratedAt">UTC.</param>
internal sealed record SessionSummaryView([property: ID("Appointment")] Guid AppointmentId, string Text, int OfRevision, DateTime GeneratedAt);
