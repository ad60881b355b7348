using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>
/// A therapist: what clients see, for anyone; everything, for the therapist; the credentials too, for whoever checks them. Clients see verified
/// therapists only (CA-2.14); any other is <c>THERAPIST_NOT_FOUND</c>.
/// </summary>
/// <param name="Id">The therapist.</param>
[Query("therapist"), AllowAnyone]
internal sealed record TherapistById([property: ID("Therapist")] Guid Id) : IQuery<TherapistView>;

internal sealed class TherapistByIdHandler(
    IDbContextFactory<MatchingDbContext> contexts, TherapistRows rows, IVault vault, IAccessGate gate, ICurrentUser user, MatchingPolicy policy)
    : IQueryHandler<TherapistById, TherapistView>
{
    public async Task<Result<TherapistView>> Handle(TherapistById query, CancellationToken cancellationToken)
    {
        if (TherapistView.SeesMore(user, query.Id))
        {
            return await WholeAsync(query.Id, cancellationToken);
        }

        var therapist = await rows.ShownAsync(query.Id, cancellationToken);
        return therapist is null ? new TherapistNotFound() : await TherapistView.PublicAsync(therapist, vault, policy, cancellationToken);
    }

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
