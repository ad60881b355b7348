using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Persistence;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Application.Matches;
using Monolith.Matching.Application.Preferences;
using Monolith.Matching.Application.Therapists;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Integration;

/// <summary>What Matching holds about a person.</summary>
internal sealed class MatchingHoldings(MatchingDbContext db, IVault vault, MatchingPolicy policy) : IPersonalDataHolder
{
    private const string Module = "Matching";

    public async Task<IReadOnlyList<Holding>> HoldingsAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<Holding> holdings =
        [
            new(Module, DataClass.Provider, "therapist profile", await db.Therapists.CountAsync(t => t.Id == subjectId, cancellationToken), null)
            {
                Source = FieldSource.Submitted, PolicyVersions = await db.Therapists.Where(t => t.Id == subjectId).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Provider, "availability", await db.Availabilities.CountAsync(a => a.Id == subjectId, cancellationToken), null) { Source = FieldSource.Submitted },
            new(Module, DataClass.Health, "treatment preferences", await db.Preferences.CountAsync(p => p.Id == subjectId, cancellationToken), null)
            {
                Source = FieldSource.Submitted, PolicyVersions = await db.Preferences.Where(p => p.Id == subjectId).PolicyVersionsAsync(cancellationToken),
            },
            new(Module, DataClass.Health, "match request", await db.Requests.CountAsync(r => r.ClientId == subjectId, cancellationToken), null) { Source = FieldSource.Submitted },
            new(Module, DataClass.Identity, "match", await db.Matches.CountAsync(m => m.ClientId == subjectId || m.TherapistId == subjectId, cancellationToken), null) { Source = FieldSource.Platform },
        ];
        return [.. holdings.Where(h => h.Count > 0)];
    }

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<object>>> CopyAsync(Guid subjectId, CancellationToken cancellationToken)
    {
        List<object> profiles = [];
        foreach (var therapist in await db.Therapists.AsNoTracking().Where(t => t.Id == subjectId).ToListAsync(cancellationToken))
        {
            profiles.Add(await TherapistView.OwnAsync(therapist, vault, policy, cancellationToken));
        }

        List<object> wishes = [];
        foreach (var stated in await db.Preferences.AsNoTracking().Where(p => p.Id == subjectId).ToListAsync(cancellationToken))
        {
            wishes.Add(TreatmentPreferencesView.Of(await vault.OpenAsync(stated.Content, cancellationToken), stated.StatedAt));
        }

        List<object> requests = [];
        foreach (var request in await db.Requests.AsNoTracking().Where(r => r.ClientId == subjectId).OrderBy(r => r.Id).ToListAsync(cancellationToken))
        {
            requests.Add(MatchRequestView.Of(request, await vault.OpenAsync(request.Proposals, cancellationToken)));
        }

        var matches = await db.Matches.AsNoTracking().Where(m => m.ClientId == subjectId || m.TherapistId == subjectId).OrderBy(m => m.Id).ToListAsync(cancellationToken);
        return new Dictionary<string, IReadOnlyList<object>>
        {
            ["therapist profile"] = profiles,
            ["treatment preferences"] = wishes,
            ["match request"] = requests,
            ["match"] = [.. matches.Select(MatchView.Of)],
        };
    }
}
