using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Therapy.Domain;

/// <summary>A therapist's note of a session; every revision is kept (CA-3.9). Its id is the appointment's.</summary>
internal sealed class SessionNote : Entity
{
    private readonly List<NoteRevision> revisions = [];

    private SessionNote()
    {
    }

    public Guid ClientId { get; private set; }

    public Guid AuthorId { get; private set; }

    /// <summary>How many revisions there are; whoever amends says which one they read (R19).</summary>
    public int LatestRevision { get; private set; }

    public IReadOnlyList<NoteRevision> Revisions => revisions;

    /// <summary>An empty note of a session.</summary>
    public static SessionNote Of(Appointment appointment) => new() { Id = appointment.Id, ClientId = appointment.ClientId, AuthorId = appointment.TherapistId };

    /// <summary>Adds a revision to the one read.</summary>
    public Result<NoteRevision> Write(string text, int readRevision, DateTime now)
    {
        if (readRevision != LatestRevision)
        {
            return new Conflict();
        }

        var revision = new NoteRevision(Id, ++LatestRevision, ClientId, Sealed.Of(text), now);
        revisions.Add(revision);
        return revision;
    }
}

/// <summary>One revision of a note.</summary>
internal sealed class NoteRevision : Entity, IPersonal
{
    /// <summary>A revision.</summary>
    public NoteRevision(Guid noteId, int number, Guid clientId, Sealed<string> text, DateTime writtenAt) =>
        (NoteId, Number, ClientId, Text, WrittenAt) = (noteId, number, clientId, text, writtenAt);

    public Guid SubjectId => ClientId;

    public Guid NoteId { get; private set; }

    public int Number { get; private set; }

    public Guid ClientId { get; private set; }

    public Sealed<string> Text { get; private set; }

    public DateTime WrittenAt { get; private set; }
}
