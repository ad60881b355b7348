using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Matching.Application.Therapists;

/// <summary>Therapists as <see cref="TherapistById"/> answers with them; those that it would refuse are left out.</summary>
/// <param name="Ids">The therapists.</param>
[PartOf("therapist"), AllowAnyone]
internal sealed record TherapistsByIds(IReadOnlyList<Guid> Ids) : IQuery<Dictionary<Guid, TherapistView>>;

internal sealed class TherapistsByIdsHandler(TherapistReading reading) : IQueryHandler<TherapistsByIds, Dictionary<Guid, TherapistView>>
{
    public async Task<Result<Dictionary<Guid, TherapistView>>> Handle(TherapistsByIds query, CancellationToken cancellationToken) =>
        await reading.ManyAsync(query.Ids, cancellationToken);
}
