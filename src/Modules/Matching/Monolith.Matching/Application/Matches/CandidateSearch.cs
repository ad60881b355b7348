using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>Finds whom to propose: shown to clients, in an open account, with an opening soon, not matched with the client already.</summary>
internal sealed class CandidateSearch(MatchingDbContext db, IAccountFacts accounts)
{
    /// <summary>The proposals, best first.</summary>
    public async Task<List<ProposalContent>> ProposeAsync(Guid clientId, PreferenceContent? wishes, DateTime now, CancellationToken cancellationToken)
    {
        List<ProposalContent> proposals = [];
        foreach (var ranked in MatchRanking.Rank(wishes, await CandidatesAsync(clientId, now, cancellationToken), now))
        {
            if (await accounts.FindAsync(ranked.TherapistId, cancellationToken) is { State: AccountState.Open or AccountState.Unverified })
            {
                proposals.Add(ranked with { Rank = proposals.Count + 1 });
            }

            if (proposals.Count == MatchRanking.Most)
            {
                break;
            }
        }

        return proposals;
    }

    private async Task<List<Candidate>> CandidatesAsync(Guid clientId, DateTime now, CancellationToken cancellationToken)
    {
        var taken = db.Matches.Where(m => m.ClientId == clientId && m.EndedAt == null).Select(m => m.TherapistId);
        var shown = await db.Therapists.AsNoTracking().WithShown()
            .Where(t => !taken.Contains(t.Id))
            .Select(t => new
            {
                t.Id,
                t.Languages,
                t.Approaches,
                t.PublicGender,
                Specialisations = t.Specialisations.Select(s => s.Specialisation!.Name).ToList(),
            })
            .ToListAsync(cancellationToken);
        var times = await db.Availabilities.AsNoTracking().ToDictionaryAsync(a => a.Id, cancellationToken);
        List<Candidate> candidates = [];
        foreach (var therapist in shown)
        {
            if (times.TryGetValue(therapist.Id, out var availability)
                && availability.OpeningsBetween(now, now.AddDays(MatchRanking.WithinDays)).FirstOrDefault() is { } first)
            {
                candidates.Add(new(therapist.Id, therapist.Specialisations, therapist.Approaches, therapist.Languages, therapist.PublicGender, first));
            }
        }

        return candidates;
    }
}
