using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Preferences;

/// <summary>The caller's treatment preferences in use; null when there are none.</summary>
[Query("treatmentPreferences"), Allow(Role.Client), OwnData(DataClass.Health, AccessMode.Read, Purpose.Matching)]
internal sealed record OwnPreferences : IQuery<TreatmentPreferencesView?>;

internal sealed class OwnPreferencesHandler(MatchingDbContext db, IVault vault, ICurrentUser user) : IQueryHandler<OwnPreferences, TreatmentPreferencesView?>
{
    public async Task<Result<TreatmentPreferencesView?>> Handle(OwnPreferences query, CancellationToken cancellationToken)
    {
        var preferences = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(p => p.Id == user.Id && p.UnusedSinceAt == null, cancellationToken);
        return preferences is null ? null : TreatmentPreferencesView.Of(await vault.OpenAsync(preferences.Content, cancellationToken), preferences.StatedAt);
    }
}
