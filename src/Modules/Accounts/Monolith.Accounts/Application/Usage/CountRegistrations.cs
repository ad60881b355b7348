using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Contracts.Events;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Usage;

/// <summary>
/// Counts clients by the gender they gave when they registered, where the profile names advertisers among those who may get counts (C-33, HU-44). Who
/// may see a count decides Consent, which is told each that changed.
/// </summary>
internal sealed class CountRegistrations(AccountsDbContext db, PolicyProfile profile, IVault vault, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 500;

    // The setting is Consent's, which checks it.
    private readonly bool isAsked = profile.Settings.GetProperty("consent").GetProperty("disclosure").GetProperty("aggregate").EnumerateArray()
        .Any(recipient => recipient.ValueKind is JsonValueKind.String && recipient.ValueEquals("ADVERTISER"));

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!isAsked)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var found = await CountAsync(cancellationToken);
        var rows = await db.RegistrationCounts.ToListAsync(cancellationToken);
        foreach (var group in Enum.GetValues<GenderGroup>())
        {
            var row = rows.Find(r => r.Group == group) ?? db.RegistrationCounts.Add(RegistrationCount.Of(group)).Entity;
            if (row.Count != found.GetValueOrDefault(group))
            {
                row.Set(found.GetValueOrDefault(group), now);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<Dictionary<GenderGroup, int>> CountAsync(CancellationToken cancellationToken)
    {
        Dictionary<GenderGroup, int> found = [];
        for (var last = Guid.Empty; ;)
        {
            var after = last;
            var some = await db.Accounts.AsNoTracking().Where(a => a.Kind == AccountKind.Client && a.Id.CompareTo(after) > 0).OrderBy(a => a.Id).Take(AtOnce).ToListAsync(cancellationToken);
            if (some.Count == 0)
            {
                return found;
            }

            await vault.WarmAsync(some.Select(a => a.Id), cancellationToken);
            foreach (var account in some)
            {
                if (GroupOf((await vault.OpenAsync(account.Details, cancellationToken)).GetValueOrDefault("gender")) is { } group)
                {
                    found[group] = found.GetValueOrDefault(group) + 1;
                }
            }

            last = some[^1].Id;
        }
    }

    /// <summary>The group of a word that people write themselves; rare words would be small cells of their own.</summary>
    public static GenderGroup? GroupOf(string? gender) => gender?.Trim().ToLowerInvariant() switch
    {
        null => null,
        "woman" or "female" or "f" => GenderGroup.Female,
        "man" or "male" or "m" => GenderGroup.Male,
        _ => GenderGroup.Other,
    };
}
