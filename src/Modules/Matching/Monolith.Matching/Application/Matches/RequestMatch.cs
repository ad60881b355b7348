using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>
/// Proposes therapists to the caller (CA-3.2): each verified, with an opening within 14 days, fitting at least one of the caller's wishes,
/// best first, with reasons. Where the service needs an intake for it (AP-25) it is refused with FIELD_REQUIRED without one. An earlier open request is closed. Where the service assigns or queues (M-06), the first one is matched at once.
/// </summary>
[Mutation, Allow(Role.Client), Idempotent]
internal sealed record RequestMatch : ICommand<MatchRequestView>;

internal sealed class RequestMatchHandler(
    MatchingDbContext db, CandidateSearch search, IAccessGate gate, IVault vault, ICurrentUser user, MatchingPolicy policy, TimeProvider clock)
    : ICommandHandler<RequestMatch, MatchRequestView>
{
    public async Task<Result<MatchRequestView>> Handle(RequestMatch command, CancellationToken cancellationToken)
    {
        if (await WhyNotAsync(cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var stated = policy.Matching.Preferences
            ? await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.Id == user.Id && p.UnusedSinceAt == null, cancellationToken)
            : null;
        if (policy.Matching.Preferences && stated is null)
        {
            return new PreferencesRequired();
        }

        var wishes = stated is null ? null : await vault.OpenAsync(stated.Content, cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var proposals = await search.ProposeAsync(user.Id, wishes, now, cancellationToken);
        if (proposals.Count == 0)
        {
            return new NobodyFits();
        }

        foreach (var earlier in await db.Requests.Where(r => r.ClientId == user.Id && r.State == MatchRequestState.Open).ToListAsync(cancellationToken))
        {
            earlier.Close(now);
        }

        var request = MatchRequest.Of(user.Id, proposals, now);
        db.Requests.Add(request);
        if (policy.Matching.Mode is not MatchingMode.Proposed)
        {
            db.Matches.Add(request.Accept(proposals[0].TherapistId, proposals, now).Value);
        }

        await db.SaveChangesAsync(cancellationToken);
        return MatchRequestView.Of(request, proposals);
    }

    private async Task<Refusal?> WhyNotAsync(CancellationToken cancellationToken)
    {
        // Wishes are health information; where the service asks for none, a match touches none.
        var touched = policy.Matching.Preferences ? DataClass.Health : DataClass.Identity;
        return await gate.AskAsync(new AccessRequest(user.Id, touched, AccessMode.Write, Purpose.Matching), cancellationToken)
            ?? (policy.Matching.Needs.Contains(MatchNeed.Intake) && !await db.IntakesOnRecord.AnyAsync(i => i.ClientId == user.Id, cancellationToken)
                ? new FieldRequired("intake", "A match needs your intake first: see recordHealthIntake.")
                : null);
    }
}
