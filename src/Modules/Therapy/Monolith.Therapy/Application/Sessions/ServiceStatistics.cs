using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Sessions;

/// <summary>What a count is of.</summary>
internal enum SeenKind
{
    /// <summary>Clients who were seen at least once.</summary>
    ClientsSeen,

    /// <summary>Sessions that were held.</summary>
    SessionsHeld,
}

/// <summary>A count of the month.</summary>
/// <param name="Kind">What of.</param>
/// <param name="Channel">For one way of holding sessions; null for all of them.</param>
/// <param name="Count">How many; null when they are so few that somebody could be recognised.</param>
/// <param name="Suppressed">Whether it is hidden, for that reason or because another that is hidden could be worked out from it.</param>
internal sealed record SeenCountView(SeenKind Kind, SessionChannel? Channel, int? Count, bool Suppressed);

/// <summary>
/// How many were seen in a month, for those who administer, manage or develop the services (TH-44). No cell is smaller than the profile's smallest. Refused with
/// NEED_TO_KNOW for everybody else, with FEATURE_DISABLED and with FIELD_REQUIRED.
/// </summary>
/// <param name="Period">The month, such as 2016-05, UTC.</param>
[Query, AllowAnyone]
internal sealed record ServiceStatistics(string Period) : IQuery<IReadOnlyList<SeenCountView>>;

internal sealed class ServiceStatisticsHandler(TherapyDbContext db, TherapyPolicy policy, ICurrentUser user) : IQueryHandler<ServiceStatistics, IReadOnlyList<SeenCountView>>
{
    public async Task<Result<IReadOnlyList<SeenCountView>>> Handle(ServiceStatistics query, CancellationToken cancellationToken)
    {
        if (user.Role is not (Role.Administrator or Role.PrivacyOfficer))
        {
            return new NeedToKnow();
        }

        if (policy.Statistics.Service.Count == 0)
        {
            return new FeatureDisabled("Statistics of the service");
        }

        if (!DateTime.TryParseExact(query.Period, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var first))
        {
            return new FieldRequired("period", "A month, such as 2016-05.");
        }

        var end = first.AddMonths(1);
        var held = await db.Appointments.AsNoTracking()
            .Where(a => a.State == AppointmentState.Held && a.StartsAt >= first && a.StartsAt < end)
            .GroupBy(a => new { a.ClientId, a.Channel }).Select(g => new { g.Key.ClientId, g.Key.Channel, Sessions = g.Count() }).ToListAsync(cancellationToken);
        var channels = held.GroupBy(h => h.Channel).OrderBy(g => g.Key).ToList();
        SeenCountView[] cells =
        [
            Cell(SeenKind.ClientsSeen, held.DistinctBy(h => h.ClientId).Count()),
            .. Cells(SeenKind.ClientsSeen, [.. channels.Select(c => (c.Key, c.Count()))]),
            Cell(SeenKind.SessionsHeld, held.Sum(h => h.Sessions)),
            .. Cells(SeenKind.SessionsHeld, [.. channels.Select(c => (c.Key, c.Sum(h => h.Sessions)))]),
        ];
        return cells;
    }

    private SeenCountView Cell(SeenKind kind, int count) =>
        count < policy.Statistics.MinCellSize ? new(kind, null, null, Suppressed: true) : new(kind, null, count, Suppressed: false);

    // One hidden cell alone could be worked out from the sum; with it goes the smallest that is shown.
    private IEnumerable<SeenCountView> Cells(SeenKind kind, List<(SessionChannel Channel, int Count)> counts)
    {
        var hidden = counts.Where(c => c.Count < policy.Statistics.MinCellSize).Select(c => c.Channel).ToList();
        if (hidden.Count == 1 && counts.Count > 1)
        {
            hidden.Add(counts.Where(c => c.Channel != hidden[0]).MinBy(c => c.Count).Channel);
        }

        return counts.Select(c => hidden.Contains(c.Channel) ? new SeenCountView(kind, c.Channel, null, Suppressed: true) : new(kind, c.Channel, c.Count, Suppressed: false));
    }
}
