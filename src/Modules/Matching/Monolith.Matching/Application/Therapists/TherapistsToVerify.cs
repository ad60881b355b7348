using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Therapists whose credentials wait for a check, longest waiting first; at most 100.</summary>
[Query, Allow(Role.CredentialVerifier, Role.Administrator)]
internal sealed record TherapistsToVerify : IQuery<IReadOnlyList<TherapistView>>;

internal sealed class TherapistsToVerifyHandler(MatchingDbContext db, IVault vault, IAccessGate gate, MatchingPolicy policy)
    : IQueryHandler<TherapistsToVerify, IReadOnlyList<TherapistView>>
{
    private const int Most = 100;

    public async Task<Result<IReadOnlyList<TherapistView>>> Handle(TherapistsToVerify query, CancellationToken cancellationToken)
    {
        var waiting = await db.Therapists.AsNoTracking().Where(t => t.State == CredentialState.Pending && t.LeftAt == null)
            .OrderBy(t => t.SubmittedAt).ThenBy(t => t.Id).Take(Most).ToListAsync(cancellationToken);
        await vault.WarmAsync(waiting.Select(t => t.Id), cancellationToken);
        List<TherapistView> views = [];
        foreach (var therapist in waiting)
        {
            var request = new AccessRequest(therapist.Id, DataClass.Provider, AccessMode.Read, Purpose.LegalObligation, therapist.Id);
            if (await gate.AskAsync(request, cancellationToken) is null)
            {
                views.Add(await TherapistView.ForVerifierAsync(therapist, vault, policy, cancellationToken));
            }
        }

        return views;
    }
}
