using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Jobs;
using Monolith.BuildingBlocks.Profiles;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;

namespace Monolith.Accounts.Application.Usage;

/// <summary>
/// Counts each day that is over once, without ids, so that the counts stay when people go (O7-3.7): by area, and of whom by gender and age band. A count of
/// fewer accounts than the cell size is not stored at all. Who opted out of the improvement of the service is not counted (CA-3.4, CA-7.4).
/// </summary>
internal sealed class FreezeUsage(
    AccountsDbContext db, AccountsPolicy policy, CellSize cells, IUseFacts uses, PolicyProfile profile, IVault vault, TimeProvider clock) : IScheduledJob
{
    /// <summary>The row that counts everybody.</summary>
    public const string Everybody = "EVERYBODY";

    private const int MostAreas = 200;

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!policy.Usage.Statistics)
        {
            return;
        }

        var today = clock.GetUtcNow().UtcDateTime.Date;
        var last = await db.UsageDays.MaxAsync(d => (DateTime?)d.DayAt, cancellationToken);
        var since = last?.AddDays(1) ?? DateTime.UnixEpoch;
        while (await db.UsageEntries.Where(e => e.OccurredAt >= since && e.OccurredAt < today).MinAsync(e => (DateTime?)e.OccurredAt, cancellationToken) is { } next)
        {
            var day = DateTime.SpecifyKind(next.Date, DateTimeKind.Utc);
            await CountAsync(day, cancellationToken);
            since = day.AddDays(1);
        }

        await db.SavedAsync(cancellationToken);
    }

    private async Task CountAsync(DateTime day, CancellationToken cancellationToken)
    {
        var end = day.AddDays(1);
        var visits = await db.UsageEntries.Where(e => e.OccurredAt >= day && e.OccurredAt < end && e.Kind == UsageKind.Visit)
            .GroupBy(e => new { e.Area, e.AccountId }).Select(g => new { g.Key.Area, g.Key.AccountId, Visits = g.Count() }).ToListAsync(cancellationToken);
        var left = await OptedOutAsync(visits.Select(u => u.AccountId).OfType<Guid>().Distinct(), cancellationToken);
        visits.RemoveAll(u => u.AccountId is { } id && left.Contains(id));
        var groups = await GroupsOfAsync([.. visits.Select(u => u.AccountId).OfType<Guid>().Distinct()], cancellationToken);
        foreach (var area in visits.GroupBy(u => u.Area).OrderByDescending(a => a.Sum(u => u.Visits)).Take(MostAreas))
        {
            db.UsageDays.Add(Row(day, area.Key, Everybody, area.Sum(u => u.Visits), area.Count(u => u.AccountId is not null)));
            var cellsOfArea = area.Where(u => u.AccountId is not null).SelectMany(u => groups.GetValueOrDefault(u.AccountId!.Value, []).Select(group => (group, u.Visits)))
                .GroupBy(u => u.group).Where(g => g.Count() >= cells.Smallest);
            db.UsageDays.AddRange(cellsOfArea.Select(g => Row(day, area.Key, g.Key, g.Sum(u => u.Visits), g.Count())));
        }
    }

    private async Task<HashSet<Guid>> OptedOutAsync(IEnumerable<Guid> people, CancellationToken cancellationToken)
    {
        HashSet<Guid> left = [];
        foreach (var id in people)
        {
            if (await uses.DecideAsync(id, ConsentPurpose.Improvement, cancellationToken) is UseDecision.Withdrawn)
            {
                left.Add(id);
            }
        }

        return left;
    }

    private async Task<Dictionary<Guid, string[]>> GroupsOfAsync(List<Guid> people, CancellationToken cancellationToken)
    {
        var today = AgeGate.Today(profile, clock);
        Dictionary<Guid, string[]> groups = [];
        foreach (var chunk in people.Chunk(500))
        {
            await vault.WarmAsync(chunk, cancellationToken);
            foreach (var account in await db.Accounts.AsNoTracking().Where(a => chunk.Contains(a.Id)).ToListAsync(cancellationToken))
            {
                var details = await vault.OpenAsync(account.Details, cancellationToken);
                groups[account.Id] = [.. new[] { GenderOf(details), BandOf(AgeGate.AgeIn(details, today)) }.OfType<string>()];
            }
        }

        return groups;
    }

    private static UsageDay Row(DateTime day, string area, string people, int visits, int accounts) =>
        new() { DayAt = day, Area = area, People = people, Visits = visits, Accounts = accounts };

    private static string? GenderOf(Dictionary<string, string> details) => CountRegistrations.GroupOf(details.GetValueOrDefault("gender"))?.ToString().ToUpperInvariant();

    private static string? BandOf(int? age) => age switch
    {
        null => null,
        < 18 => "UNDER_18",
        < 25 => "18_TO_24",
        < 35 => "25_TO_34",
        < 50 => "35_TO_49",
        < 65 => "50_TO_64",
        _ => "65_AND_OVER",
    };
}

/// <summary>Counts of fewer people than this are not shown. The setting is Therapy's, <c>therapy.statistics.minCellSize</c>, which checks it.</summary>
internal sealed class CellSize(PolicyProfile profile)
{
    /// <summary>The smallest number of people a count may be about.</summary>
    public int Smallest { get; } = profile.Settings.GetProperty("therapy").GetProperty("statistics").GetProperty("minCellSize").GetInt32();
}
