using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Therapy.Domain;

/// <summary>A therapist fears for a client, or for somebody else because of a client (T-15, TH-48). A disclosure for safety rests on it.</summary>
internal sealed class SafetyConcern : Entity, IPersonal
{
    private SafetyConcern()
    {
    }

    public Guid SubjectId => ClientId;

    public Guid ClientId { get; private set; }

    public Guid RaisedBy { get; private set; }

    public Sealed<ConcernWords> Words { get; private set; } = null!; // The factory or the database sets it.

    public DateTime RaisedAt { get; private set; }

    /// <summary>Raises it.</summary>
    public static SafetyConcern Of(Guid clientId, Guid raisedBy, string duty, string reason, DateTime now)
    {
        var concern = new SafetyConcern { ClientId = clientId, RaisedBy = raisedBy, Words = Sealed.Of(new ConcernWords(duty, reason)), RaisedAt = now };
        concern.Raise(new SafetyConcernRaised(concern.Id, clientId, raisedBy, now));
        return concern;
    }
}

/// <summary>What is feared.</summary>
/// <param name="Duty">One of the profile's duties: <c>RISK</c>.</param>
/// <param name="Reason">In words.</param>
internal sealed record ConcernWords(string Duty, string Reason);
