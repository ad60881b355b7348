using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Relay;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>The caller's matches, running and ended, in the order they were made; 20 unless <c>first</c> or <c>last</c> says otherwise.</summary>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, Allow(Role.Client, Role.Therapist)]
internal sealed record Matches(int? First = null, string? After = null, int? Last = null, string? Before = null) : IQuery<Connection<MatchView>>;

internal sealed class MatchesHandler(MatchingDbContext db, ICurrentUser user, AutoMapper.IConfigurationProvider mapping) : IQueryHandler<Matches, Connection<MatchView>>
{
    private const int UsualSize = 20;
    private const int Most = 2000;

    public async Task<Result<Connection<MatchView>>> Handle(Matches query, CancellationToken cancellationToken)
    {
        var page = PageArguments.Of(query.First ?? (query.Last is null ? UsualSize : null), query.After, query.Last, query.Before);
        var own = await db.Matches.AsNoTracking().Where(m => m.ClientId == user.Id || m.TherapistId == user.Id)
            .OrderByDescending(m => m.Id).Take(Most).ProjectTo<MatchView>(mapping).ToListAsync(cancellationToken);
        own.Reverse();
        return Connection<MatchView>.FromList(own, page, view => Cursor.Encode(view.Id.ToString()));
    }
}
