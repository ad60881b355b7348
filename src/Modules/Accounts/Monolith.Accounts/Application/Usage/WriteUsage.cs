using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Minors;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Usage;

/// <summary>Writes the uses that wait, all in one transaction.</summary>
internal sealed class WriteUsage(
    AccountsDbContext db, UsageLog log, AccountsPolicy policy, PolicyProfile profile, Origins origins, IVault vault, IVisitFacts visits, TimeProvider clock) : IScheduledJob
{
    private const string Language = "language";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var uses = log.TakeAll();
        if (uses.Count == 0)
        {
            return;
        }

        var unseen = await UntrackedAsync(uses, clock.GetUtcNow().UtcDateTime, cancellationToken);
        foreach (var use in uses.Where(use => use.Kind is UsageKind.Security || use.AccountId is not { } id || !unseen.Contains(id)))
        {
            if (await SealedAsync(use, cancellationToken) is { } entry)
            {
                db.UsageEntries.Add(entry);
                await FollowAsync(use, entry, cancellationToken);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        await ForgetTheErasedAsync(uses, cancellationToken);
        await RememberLanguagesAsync(uses, cancellationToken);
    }

    private async Task FollowAsync(Use use, UsageEntry entry, CancellationToken cancellationToken)
    {
        if (use.IsPage && await visits.FollowedAsAsync(use.AccountId, use.Visitor, cancellationToken) is { } person)
        {
            entry.Follow(person, use.AccountId is not null);
        }
    }

    // Somebody may have been erased between the sealing and the writing.
    private async Task ForgetTheErasedAsync(List<Use> uses, CancellationToken cancellationToken)
    {
        var people = uses.Select(use => use.AccountId).OfType<Guid>().Distinct().ToList();
        var left = await db.UsageEntries.Where(e => e.AccountId != null && people.Contains(e.AccountId.Value) && !db.Accounts.Any(a => a.Id == e.AccountId)).ToListAsync(cancellationToken);
        db.UsageEntries.RemoveRange(left);
        await db.SavedAsync(cancellationToken);
    }

    // The language a person's calls ask for is theirs until they choose another (HU-28).
    private async Task RememberLanguagesAsync(List<Use> uses, CancellationToken cancellationToken)
    {
        if (!policy.Profile.Preferences.Contains(Language))
        {
            return;
        }

        var seen = uses.Where(u => u.AccountId is not null && u.Facts.ContainsKey(Language)).GroupBy(u => u.AccountId!.Value).ToDictionary(g => g.Key, g => g.Last().Facts[Language]);
        var people = seen.Keys.ToList();
        foreach (var account in await db.Accounts.Where(a => people.Contains(a.Id)).ToListAsync(cancellationToken))
        {
            var details = await vault.OpenAsync(account.Details, cancellationToken);
            if (details.TryAdd(Language, seen[account.Id].Split(',', ';')[0].Trim()))
            {
                account.Remember(details);
                await origins.ChangedAsync(account, [Language], [], FieldSource.Observed, cancellationToken);
            }
        }

        await db.SavedAsync(cancellationToken);
    }

    // Limited mode records no visits of somebody under age.
    private async Task<HashSet<Guid>> UntrackedAsync(List<Use> uses, DateTime now, CancellationToken cancellationToken)
    {
        if (!LimitedFeatures.Closes(policy.Age, LimitedFeatures.Tracking, true))
        {
            return [];
        }

        var people = uses.Select(use => use.AccountId).OfType<Guid>().Distinct().ToList();
        return [.. await db.Minors.Where(m => people.Contains(m.AccountId) && m.AdultAt > now).Select(m => m.AccountId).ToListAsync(cancellationToken)];
    }

    private async Task<UsageEntry?> SealedAsync(Use use, CancellationToken cancellationToken)
    {
        var period = use.Kind is UsageKind.Security ? policy.Retention.SecurityEvents : policy.Retention.Usage;
        var entry = new UsageEntry
        {
            AccountId = use.AccountId, Kind = use.Kind, Area = use.Area, OccurredAt = use.OccurredAt, EndsAt = profile.Platform.Clock.Add(use.OccurredAt, period),
        };
        try
        {
            var facts = JsonSerializer.SerializeToUtf8Bytes(use.Facts);
            return entry.With(await vault.SealBytesAsync(use.AccountId, DataClass.Usage, UsageReading.ContextOf(entry), facts, cancellationToken));
        }
        catch (ErasedDataException)
        {
            return null;
        }
    }
}
