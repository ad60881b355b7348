using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Therapists as clients see them, with one query. Left out are those whom clients do not see and those of whom the caller sees more: <see cref="TherapistById"/> decides about them one by one.</summary>
/// <param name="Ids">The therapists.</param>
[PartOf("therapist"), AllowAnyone]
internal sealed record TherapistsByIds(IReadOnlyList<Guid> Ids) : IQuery<Dictionary<Guid, TherapistView>>;

internal sealed class TherapistsByIdsHandler(TherapistRows rows, IVault vault, ICurrentUser user, MatchingPolicy policy)
    : IQueryHandler<TherapistsByIds, Dictionary<Guid, TherapistView>>
{
    public async Task<Result<Dictionary<Guid, TherapistView>>> Handle(TherapistsByIds query, CancellationToken cancellationToken)
    {
        Dictionary<Guid, TherapistView> seen = new(query.Ids.Count);
        List<Guid> ids = [.. query.Ids.Distinct().Where(id => !TherapistView.SeesMore(user, id))];
        await vault.WarmAsync(ids, cancellationToken);
        foreach (var therapist in await rows.ShownAsync(ids, cancellationToken))
        {
            seen.Add(therapist.Id, await TherapistView.PublicAsync(therapist, vault, policy, cancellationToken));
        }

        return seen;
    }
}
