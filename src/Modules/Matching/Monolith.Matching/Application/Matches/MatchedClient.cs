using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;
using Monolith.Matching.Application.Preferences;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Matches;

/// <summary>
/// What the caller, a therapist, may know of a matched client (CA-4.2): exactly the fields the service shows, only while the match lasts.
/// A match that is not the caller's, ended or does not exist is refused alike (<c>NEED_TO_KNOW</c>).
/// </summary>
/// <param name="Match">The match.</param>
[Query, AllowSignedIn]
internal sealed record MatchedClient([property: ID("Match")] Guid Match) : IQuery<MatchedClientView>;

internal sealed class MatchedClientHandler(MatchingDbContext db, IAccessGate gate, IVault vault, ICurrentUser user, MatchingPolicy policy)
    : IQueryHandler<MatchedClient, MatchedClientView>
{
    public async Task<Result<MatchedClientView>> Handle(MatchedClient query, CancellationToken cancellationToken)
    {
        var match = await db.Matches.AsNoTracking()
            .SingleOrDefaultAsync(m => m.Id == query.Match && m.TherapistId == user.Id && m.EndedAt == null, cancellationToken);
        if (match is null)
        {
            return new NeedToKnow();
        }

        var identity = new AccessRequest(match.ClientId, DataClass.Identity, AccessMode.Read, Purpose.ServiceDelivery, match.Id);
        if (await gate.AskAsync(identity, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var preferences = policy.Matching.ClientView.Contains("preferences") ? await PreferencesAsync(match.ClientId, cancellationToken) : null;
        return new MatchedClientView(match.Id, match.ClientId, policy.Matching.ClientView, preferences);
    }

    private async Task<TreatmentPreferencesView?> PreferencesAsync(Guid clientId, CancellationToken cancellationToken)
    {
        var health = new AccessRequest(clientId, DataClass.Health, AccessMode.Read, Purpose.ServiceDelivery, clientId);
        if (await gate.AskAsync(health, cancellationToken) is not null)
        {
            return null;
        }

        var preferences = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.Id == clientId && p.UnusedSinceAt == null, cancellationToken);
        return preferences is null ? null : TreatmentPreferencesView.Of(await vault.OpenAsync(preferences.Content, cancellationToken), preferences.StatedAt);
    }
}
