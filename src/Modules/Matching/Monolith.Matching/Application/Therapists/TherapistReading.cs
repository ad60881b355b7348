using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Therapists as the caller may see them: what clients see, for anyone; everything, for the therapist; the credentials too, for whoever checks them.</summary>
internal sealed class TherapistReading(
    IDbContextFactory<MatchingDbContext> contexts, TherapistRows rows, IVault vault, IAccessGate gate, ICurrentUser user, MatchingPolicy policy)
{
    /// <summary>One; <see cref="TherapistNotFound"/> where there is none or it is not the caller's to see.</summary>
    public async Task<Result<TherapistView>> OneAsync(Guid id, CancellationToken cancellationToken)
    {
        if (SeesMore(id))
        {
            return await WholeAsync(id, cancellationToken);
        }

        var therapist = await rows.ShownAsync(id, cancellationToken);
        return therapist is null ? new TherapistNotFound() : await TherapistView.PublicAsync(therapist, vault, policy, cancellationToken);
    }

    /// <summary>Those of these that <see cref="OneAsync"/> would answer with.</summary>
    public async Task<Dictionary<Guid, TherapistView>> ManyAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        Dictionary<Guid, TherapistView> seen = [];
        var all = ids.ToHashSet();
        foreach (var id in all.Where(SeesMore))
        {
            if (await WholeAsync(id, cancellationToken) is { Refusal: null, Value: var whole })
            {
                seen.Add(id, whole);
            }
        }

        all.RemoveWhere(SeesMore);
        await vault.WarmAsync(all, cancellationToken);
        foreach (var therapist in await rows.ShownAsync(all, cancellationToken))
        {
            seen.Add(therapist.Id, await TherapistView.PublicAsync(therapist, vault, policy, cancellationToken));
        }

        return seen;
    }

    private bool SeesMore(Guid id) => user.Id == id || user.Role is Role.CredentialVerifier or Role.Administrator;

    private async Task<Result<TherapistView>> WholeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await gate.AskAsync(new AccessRequest(id, DataClass.Provider, AccessMode.Read, Purpose.ServiceDelivery, id), cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var therapist = await db.Therapists.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, cancellationToken);
        return therapist is null ? new TherapistNotFound()
            : user.Id == id ? await TherapistView.OwnAsync(therapist, vault, policy, cancellationToken)
            : await TherapistView.ForVerifierAsync(therapist, vault, policy, cancellationToken);
    }
}
