using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Matching.Application.Therapists;

/// <summary>
/// A therapist: what clients see, for anyone; everything, for the therapist; the credentials too, for whoever checks them. Clients see verified
/// therapists only (CA-2.14); any other is <c>THERAPIST_NOT_FOUND</c>.
/// </summary>
/// <param name="Id">The therapist.</param>
[Query("therapist"), AllowAnyone]
internal sealed record TherapistById([property: ID("Therapist")] Guid Id) : IQuery<TherapistView>;

internal sealed class TherapistByIdHandler(TherapistReading reading) : IQueryHandler<TherapistById, TherapistView>
{
    public Task<Result<TherapistView>> Handle(TherapistById query, CancellationToken cancellationToken) => reading.OneAsync(query.Id, cancellationToken);
}
