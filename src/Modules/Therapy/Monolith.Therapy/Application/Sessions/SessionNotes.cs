using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>
/// The caller's own notes of one session, or of all sessions with one client, while the two are matched (TH-30, TH-39, TH-40). Anybody else, the client
/// too: <c>NEED_TO_KNOW</c>; a client gets notes with the copy of their data.
/// </summary>
/// <param name="Appointment">The session's appointment; or</param>
/// <param name="Client">the client.</param>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, AllowSignedIn]
internal sealed record SessionNotes(
    [property: ID("Appointment")] Guid? Appointment = null, [property: ID("Client")] Guid? Client = null,
    int? First = null, string? After = null, int? Last = null, string? Before = null) : IQuery<Connection<SessionNoteView>>;

internal sealed class SessionNotesHandler(TherapyDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<SessionNotes, Connection<SessionNoteView>>
{
    public async Task<Result<Connection<SessionNoteView>>> Handle(SessionNotes query, CancellationToken cancellationToken)
    {
        var page = Keyset.Page(query.First, query.After, query.Last, query.Before);
        var clientId = query.Client ?? await db.Appointments.Where(a => a.Id == query.Appointment).Select(a => (Guid?)a.ClientId).SingleOrDefaultAsync(cancellationToken);
        if (clientId is not { } subject || subject == user.Id)
        {
            return new NeedToKnow();
        }

        if (await gate.AskAsync(new AccessRequest(subject, DataClass.Health, AccessMode.Read, Purpose.ServiceDelivery, query.Appointment), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var notes = db.Notes.AsNoTracking().Include(n => n.Revisions)
            .Where(n => n.ClientId == subject && n.AuthorId == user.Id && (query.Appointment == null || n.Id == query.Appointment));
        List<SessionNoteView> views = [];
        foreach (var note in await Keyset.Slice(notes, page).ToListAsync(cancellationToken))
        {
            views.Add(await SessionNoteView.OfAsync(note, vault, cancellationToken));
        }

        return Connection<SessionNoteView>.FromSlice(views, page, view => Keyset.CursorOf(view.Id));
    }
}
