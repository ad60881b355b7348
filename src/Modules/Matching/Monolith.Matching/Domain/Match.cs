using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.Matching.Contracts.Events;

namespace Monolith.Matching.Domain;

/// <summary>A client and a therapist who work together, until either ends it.</summary>
internal sealed class Match : Entity
{
    private Match()
    {
    }

    public Guid ClientId { get; private set; }

    public Guid TherapistId { get; private set; }

    public DateTime AcceptedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Who ended it: one of the two, or nobody when an account was closed or erased.</summary>
    public Guid? EndedBy { get; private set; }

    /// <summary>A new match, told to the others.</summary>
    public static Match Of(Guid clientId, Guid therapistId, DateTime now)
    {
        var match = new Match { ClientId = clientId, TherapistId = therapistId, AcceptedAt = now };
        match.Raise(new MatchAccepted(match.Id, clientId, therapistId, now));
        return match;
    }

    /// <summary>Ends it: from now on the therapist needs to know nothing of the client.</summary>
    public Result<Match> End(Guid? by, DateTime now)
    {
        if (EndedAt is not null)
        {
            return new IllegalState("This match has already ended.");
        }

        (EndedAt, EndedBy) = (now, by);
        Raise(new MatchEnded(Id, ClientId, TherapistId, now));
        return this;
    }
}
