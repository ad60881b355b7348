using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>A match of the caller, running or ended.</summary>
/// <param name="Id">The match.</param>
[Query("match"), Allow(Role.Client, Role.Therapist)]
internal sealed record MatchById([property: ID("Match")] Guid Id) : IQuery<MatchView>;

internal sealed class MatchByIdHandler(MatchingDbContext db, ICurrentUser user, AutoMapper.IConfigurationProvider mapping) : IQueryHandler<MatchById, MatchView>
{
    public async Task<Result<MatchView>> Handle(MatchById query, CancellationToken cancellationToken)
    {
        var match = await db.Matches.Where(m => m.Id == query.Id && (m.ClientId == user.Id || m.TherapistId == user.Id))
            .ProjectTo<MatchView>(mapping).SingleOrDefaultAsync(cancellationToken);
        return match is null ? new MatchNotFound() : match;
    }
}

/// <summary>A match request of the caller, with its proposals.</summary>
/// <param name="Id">The request.</param>
[Query("matchRequest"), Allow(Role.Client), OwnData(DataClass.Health, AccessMode.Read, Purpose.Matching)]
internal sealed record MatchRequestById([property: ID("MatchRequest")] Guid Id) : IQuery<MatchRequestView>;

internal sealed class MatchRequestByIdHandler(MatchingDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<MatchRequestById, MatchRequestView>
{
    public async Task<Result<MatchRequestView>> Handle(MatchRequestById query, CancellationToken cancellationToken)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(r => r.Id == query.Id && r.ClientId == user.Id, cancellationToken);
        return request is null ? new MatchRequestNotFound()
            : MatchRequestView.Of(request, request.State is MatchRequestState.Closed ? [] : await vault.OpenAsync(request.Proposals, cancellationToken));
    }
}
