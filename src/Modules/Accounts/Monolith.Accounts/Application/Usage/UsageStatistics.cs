using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Accounts.Application.Usage;

/// <summary>
/// How much the platform was used: counts of days that are over, frozen and without ids, so that they stay when people go (O7-3.7). Of kinds of people only
/// where enough of them were there. Refused with FEATURE_DISABLED, FIELD_REQUIRED.
/// </summary>
/// <param name="FromOn">The first day, UTC.</param>
/// <param name="UntilOn">The last day; at most a year after the first.</param>
/// <param name="ByArea">Whether areas are told apart and kinds of people shown (AP-42).</param>
[Query, Allow(Role.Administrator)]
internal sealed record UsageStatistics(DateOnly FromOn, DateOnly UntilOn, bool ByArea = false) : IQuery<UsageCountView[]>;

/// <summary>A count of uses.</summary>
/// <param name="DayOn">The day, UTC.</param>
/// <param name="Area">What was used; null for all of it.</param>
/// <param name="People">Whose uses: EVERYBODY, or a gender or age band.</param>
/// <param name="Visits">How many uses.</param>
internal sealed record UsageCountView(DateOnly DayOn, string? Area, string People, int Visits);

internal sealed class UsageStatisticsHandler(AccountsDbContext db, AccountsPolicy policy) : IQueryHandler<UsageStatistics, UsageCountView[]>
{
    private const int MostDays = 366;

    public async Task<Result<UsageCountView[]>> Handle(UsageStatistics query, CancellationToken cancellationToken)
    {
        if (!policy.Usage.Statistics)
        {
            return new FeatureDisabled("Statistics of use");
        }

        if (query.UntilOn < query.FromOn || query.UntilOn.DayNumber - query.FromOn.DayNumber > MostDays)
        {
            return new FieldRequired("untilOn", "A day from the first on, at most a year later.");
        }

        var first = query.FromOn.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var end = query.UntilOn.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = await db.UsageDays.AsNoTracking()
            .Where(d => d.DayAt >= first && d.DayAt < end && (query.ByArea || d.People == FreezeUsage.Everybody)).OrderBy(d => d.DayAt).ToListAsync(cancellationToken);
        return rows.GroupBy(d => (d.DayAt, Area: query.ByArea ? d.Area : null, d.People))
            .Select(g => new UsageCountView(DateOnly.FromDateTime(g.Key.DayAt), g.Key.Area, g.Key.People, g.Sum(d => d.Visits)))
            .OrderBy(v => v.DayOn).ThenBy(v => v.Area, StringComparer.Ordinal).ThenBy(v => v.People, StringComparer.Ordinal).ToArray();
    }
}
