using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Matching.Domain;

/// <summary>How a match request stands.</summary>
internal enum MatchRequestState
{
    /// <summary>Its proposals can be accepted.</summary>
    Open,

    /// <summary>One was.</summary>
    Accepted,

    /// <summary>Replaced by a newer one, or its consent was taken back.</summary>
    Closed,
}

/// <summary>A client's wish to be matched, with the proposals made; they tell of the wishes and are health information.</summary>
internal sealed class MatchRequest : Entity, IPersonal
{
    private MatchRequest()
    {
    }

    public Guid SubjectId => ClientId;

    public Guid ClientId { get; private set; }

    public MatchRequestState State { get; private set; }

    public DateTime RequestedAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    public Sealed<List<ProposalContent>> Proposals { get; private set; } = null!; // The factory or the database sets it.

    /// <summary>A request with its proposals.</summary>
    public static MatchRequest Of(Guid clientId, List<ProposalContent> proposals, DateTime now) =>
        new() { ClientId = clientId, RequestedAt = now, Proposals = Sealed.Of(proposals) };

    /// <summary>Accepts one of the proposals.</summary>
    /// <param name="therapistId">Whom.</param>
    /// <param name="proposals">The opened proposals.</param>
    /// <param name="now">The instant, UTC.</param>
    public Result<Match> Accept(Guid therapistId, IReadOnlyList<ProposalContent> proposals, DateTime now)
    {
        if (State is not MatchRequestState.Open)
        {
            return new IllegalState("This request is closed. Request a match again.");
        }

        if (proposals.All(p => p.TherapistId != therapistId))
        {
            return new TherapistNotProposed();
        }

        (State, ClosedAt) = (MatchRequestState.Accepted, now);
        return Match.Of(ClientId, therapistId, now);
    }

    /// <summary>Closes it without a match.</summary>
    public void Close(DateTime now)
    {
        if (State is MatchRequestState.Open)
        {
            (State, ClosedAt) = (MatchRequestState.Closed, now);
        }
    }
}
