using Monolith.Matching.Contracts;

namespace Monolith.Matching.Domain;

/// <summary>What a proposal is scored by.</summary>
internal enum MatchCriterion
{
    /// <summary>Topics the therapist specialises in.</summary>
    Specialisation,

    /// <summary>Ways of working.</summary>
    Approach,

    /// <summary>Languages spoken.</summary>
    Language,

    /// <summary>Gender, as far as the therapist made it public.</summary>
    Gender,

    /// <summary>How soon there is an opening.</summary>
    Availability,
}

/// <summary>A therapist who may be proposed: shown to clients, with an opening soon.</summary>
internal sealed record Candidate(
    Guid TherapistId, IReadOnlyList<string> Specialisations, IReadOnlyList<string> Approaches, IReadOnlyList<string> Languages, TherapistGender? Gender, Opening FirstOpening);

/// <summary>How one criterion is met, with the reason in words.</summary>
internal sealed record CriterionContent(MatchCriterion Criterion, int Points, int OutOf, string Reason);

/// <summary>A proposed therapist.</summary>
/// <param name="TherapistId">The therapist's account.</param>
/// <param name="Rank">1 is the best.</param>
/// <param name="Score">0 to 100: points of what could be had.</param>
/// <param name="Criteria">How each criterion is met.</param>
/// <param name="FirstOpeningAt">The next opening, UTC.</param>
internal sealed record ProposalContent(Guid TherapistId, int Rank, int Score, IReadOnlyList<CriterionContent> Criteria, DateTime FirstOpeningAt);

/// <summary>
/// Ranks therapists for a client (CA-3.2) from nothing but the client's wishes, the therapists' profiles and their openings: the same input always
/// gives the same order, and no right the client ever used can change it (M-08).
/// </summary>
internal static class MatchRanking
{
    /// <summary>Within how many days a therapist must have an opening.</summary>
    public const int WithinDays = 14;

    /// <summary>How many are proposed.</summary>
    public const int Most = 10;

    /// <summary>Those who fit at least one wish (all, when there are none), best first; then who is free sooner; then by id.</summary>
    public static List<ProposalContent> Rank(PreferenceContent? wishes, IEnumerable<Candidate> candidates, DateTime now) =>
    [
        .. candidates.Select(c => (Candidate: c, Criteria: Score(wishes, c, now)))
            .Where(s => wishes is null || s.Criteria.Any(c => c.Criterion is not MatchCriterion.Availability && c.Points > 0))
            .Select(s => (s.Candidate, s.Criteria, Score: 100 * s.Criteria.Sum(c => c.Points) / s.Criteria.Sum(c => c.OutOf)))
            .OrderByDescending(s => s.Score).ThenBy(s => s.Candidate.FirstOpening.StartsAt).ThenBy(s => s.Candidate.TherapistId)
            .Select((s, i) => new ProposalContent(s.Candidate.TherapistId, i + 1, s.Score, s.Criteria, s.Candidate.FirstOpening.StartsAt)),
    ];

    private static List<CriterionContent> Score(PreferenceContent? wishes, Candidate candidate, DateTime now)
    {
        List<CriterionContent> criteria = [];
        if (wishes is not null)
        {
            Add(criteria, MatchCriterion.Specialisation, 40, wishes.Specialisations, candidate.Specialisations, "topics");
            Add(criteria, MatchCriterion.Approach, 25, wishes.Approaches, candidate.Approaches, "approaches");
            Add(criteria, MatchCriterion.Language, 20, wishes.Languages, candidate.Languages, "languages");
            if (wishes.Gender is { } gender)
            {
                var meets = candidate.Gender == gender;
                criteria.Add(new(MatchCriterion.Gender, meets ? 15 : 0, 15, meets ? "Is of the gender you wish for." : "Has not said to be of the gender you wish for."));
            }
        }

        var days = (int)(candidate.FirstOpening.StartsAt - now).TotalDays;
        criteria.Add(new(MatchCriterion.Availability, Math.Max(0, 10 - (10 * days / WithinDays)), 10, days == 0 ? "Has an opening within a day." : $"Has an opening within {days + 1} days."));
        return criteria;
    }

    private static void Add(List<CriterionContent> criteria, MatchCriterion criterion, int outOf, IReadOnlyList<string> wished, IReadOnlyList<string> offered, string what)
    {
        if (wished.Count > 0)
        {
            List<string> met = [.. wished.Where(offered.Contains)];
            criteria.Add(new(criterion, outOf * met.Count / wished.Count, outOf, met.Count == 0
                ? $"Meets none of the {what} you wish for."
                : $"Meets {met.Count} of {wished.Count} {what} you wish for: {string.Join(", ", met)}."));
        }
    }
}
