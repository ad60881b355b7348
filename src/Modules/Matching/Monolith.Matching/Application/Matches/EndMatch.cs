using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>
/// Ends a match; either side may. At once the therapist has no more access to the client's data (R46), and future appointments of the two are called off.
/// </summary>
/// <param name="MatchId">A match of the caller.</param>
[Mutation, Allow(Role.Client, Role.Therapist), Idempotent]
internal sealed record EndMatch([property: ID("Match")] Guid MatchId) : ICommand<MatchView>;

internal sealed class EndMatchHandler(MatchingDbContext db, ICurrentUser user, TimeProvider clock) : ICommandHandler<EndMatch, MatchView>
{
    public async Task<Result<MatchView>> Handle(EndMatch command, CancellationToken cancellationToken)
    {
        var match = await db.Matches.SingleOrDefaultAsync(m => m.Id == command.MatchId && (m.ClientId == user.Id || m.TherapistId == user.Id), cancellationToken);
        if (match is null)
        {
            return new MatchNotFound();
        }

        if (match.End(user.Id, clock.GetUtcNow().UtcDateTime).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return MatchView.Of(match);
    }
}
