using Monolith.GraphQL.Annotations;
using Monolith.Matching.Application.Preferences;
using Monolith.Matching.Domain;

namespace Monolith.Matching.Application.Matches;

/// <summary>A wish to be matched, with its proposals, best first.</summary>
/// <param name="Id">The request.</param>
/// <param name="State">How it stands.</param>
/// <param name="RequestedAt">When it was made, UTC.</param>
/// <param name="Proposals">The proposals; empty once the request is closed.</param>
internal sealed record MatchRequestView(Guid Id, MatchRequestState State, DateTime RequestedAt, IReadOnlyList<ProposalView> Proposals)
{
    public static MatchRequestView Of(MatchRequest request, IReadOnlyList<ProposalContent> proposals) => new(
        request.Id, request.State, request.RequestedAt,
        [.. proposals.Select(p => new ProposalView(
            p.TherapistId, p.Rank, p.Score, [.. p.Criteria.Select(c => new CriterionView(c.Criterion, c.Points, c.OutOf, c.Reason))], p.FirstOpeningAt))]);
}

/// <summary>A proposed therapist, and why.</summary>
/// <param name="TherapistId">The therapist.</param>
/// <param name="Rank">1 is the best.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Criteria">How each criterion is met.</param>
/// <param name="FirstOpeningAt">The next time offered, UTC; it may be booked by somebody else meanwhile.</param>
internal sealed record ProposalView(
    [property: ID("Therapist")] Guid TherapistId, int Rank, int Score, IReadOnlyList<CriterionView> Criteria, DateTime FirstOpeningAt);

/// <summary>How a criterion is met.</summary>
/// <param name="Criterion">Which.</param>
/// <param name="Points">Points won.</param>
/// <param name="OutOf">Points that could be won.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record CriterionView(MatchCriterion Criterion, int Points, int OutOf, string Reason);

/// <summary>A client and a therapist who work together.</summary>
/// <param name="Id">The match.</param>
/// <param name="ClientId">The client.</param>
/// <param name="TherapistId">The therapist.</param>
/// <param name="AcceptedAt">Since when, UTC.</param>
/// <param name="EndedAt">Until when, UTC; null while it lasts.</param>
internal sealed record MatchView(
    Guid Id, [property: ID("Client")] Guid ClientId, [property: ID("Therapist")] Guid TherapistId, DateTime AcceptedAt, DateTime? EndedAt)
{
    public static MatchView Of(Match match) => new(match.Id, match.ClientId, match.TherapistId, match.AcceptedAt, match.EndedAt);
}

/// <summary>What a therapist sees of a matched client, and nothing else (CA-4.2, M-07).</summary>
/// <param name="MatchId">The match.</param>
/// <param name="ClientId">The client.</param>
/// <param name="Shown">The fields this service shows to therapists.</param>
/// <param name="Preferences">What the client wishes; null when this service does not show it, it was not stated, or its consent was taken back.</param>
internal sealed record MatchedClientView(
    [property: ID("Match")] Guid MatchId, [property: ID("Client")] Guid ClientId, IReadOnlyList<string> Shown, TreatmentPreferencesView? Preferences);
