using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Therapy.Domain;

/// <summary>A message between a client and their therapist.</summary>
internal sealed class Message : Entity, IPersonal, ISubmission
{
    private Message()
    {
    }

    public Guid SubjectId => ClientId;

    /// <inheritdoc/>
    public Guid GivenBy => FromClient ? ClientId : TherapistId;

    /// <inheritdoc/>
    public int? PolicyVersion { get; private set; }

    public Guid ClientId { get; private set; }

    public Guid TherapistId { get; private set; }

    public bool FromClient { get; private set; }

    public Sealed<string> Text { get; private set; } = null!; // The factory or the database sets it.

    public DateTime SentAt { get; private set; }

    /// <summary>A message.</summary>
    public static Message Of(Guid clientId, Guid therapistId, bool fromClient, string text, DateTime now)
    {
        var message = new Message { ClientId = clientId, TherapistId = therapistId, FromClient = fromClient, Text = Sealed.Of(text), SentAt = now };
        message.Raise(new MessageSent(message.Id, clientId, therapistId));
        return message;
    }
}
