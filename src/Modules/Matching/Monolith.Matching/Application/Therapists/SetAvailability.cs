using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;

namespace Monolith.Matching.Application.Therapists;

/// <summary>
/// Replaces the times at which the caller takes sessions (CA-2.16): local times of the zone given, so that a clock change moves the instants
/// and not the habits. Windows are cut into sessions with a break between them. What is booked stays booked.
/// </summary>
/// <param name="TimeZone">IANA name, such as <c>Asia/Kolkata</c>.</param>
/// <param name="Week">Windows of every week.</param>
/// <param name="Exceptions">Dates with other windows; none = a day off.</param>
/// <param name="SessionMinutes">Length of a session, 10 to 480.</param>
/// <param name="BreakMinutes">Time between two sessions, 0 to 240.</param>
[Mutation, Allow(Role.Therapist), Idempotent, OwnData(DataClass.Provider, AccessMode.Write, Purpose.ServiceDelivery)]
internal sealed record SetAvailability(
    string TimeZone, IReadOnlyList<WeeklyWindowInput> Week, IReadOnlyList<DayExceptionInput>? Exceptions = null, int SessionMinutes = 50, int BreakMinutes = 10)
    : ICommand<AvailabilityView>;

/// <summary>A window of every week; midnight as the end is the end of the day.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="From">Its begin, local time.</param>
/// <param name="Until">Its end, local time.</param>
internal sealed record WeeklyWindowInput(DayOfWeek Day, TimeOnly From, TimeOnly Until);

/// <summary>A date on which the week does not hold.</summary>
/// <param name="On">The date in the zone given.</param>
/// <param name="Windows">Its windows; empty = a day off.</param>
internal sealed record DayExceptionInput(DateOnly On, IReadOnlyList<DayWindowInput> Windows);

/// <summary>A window of one date.</summary>
/// <param name="From">Its begin, local time.</param>
/// <param name="Until">Its end, local time.</param>
internal sealed record DayWindowInput(TimeOnly From, TimeOnly Until);

/// <summary>When a therapist takes sessions.</summary>
/// <param name="TherapistId">The therapist.</param>
/// <param name="TimeZone">IANA name.</param>
/// <param name="SessionMinutes">Length of a session.</param>
/// <param name="BreakMinutes">Time between two sessions.</param>
/// <param name="NextOpenings">The first openings of the coming 14 days, at most 20.</param>
internal sealed record AvailabilityView(
    [property: GraphQL.Annotations.ID("Therapist")] Guid TherapistId, string TimeZone, int SessionMinutes, int BreakMinutes, IReadOnlyList<OpeningView> NextOpenings);

/// <summary>A time a therapist offers, half open, UTC.</summary>
/// <param name="StartsAt">Its first instant.</param>
/// <param name="EndsAt">The instant after it.</param>
internal sealed record OpeningView(DateTime StartsAt, DateTime EndsAt);

internal sealed class SetAvailabilityHandler(MatchingDbContext db, ICurrentUser user, MatchingPolicy policy, TimeProvider clock)
    : ICommandHandler<SetAvailability, AvailabilityView>
{
    private const int MostShown = 20;

    public async Task<Result<AvailabilityView>> Handle(SetAvailability command, CancellationToken cancellationToken)
    {
        if (!policy.Provider.Availability)
        {
            return new FeatureDisabled("Availability");
        }

        var availability = await db.Availabilities.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (availability is null)
        {
            availability = Availability.Of(user.Id);
            db.Availabilities.Add(availability);
        }

        var set = availability.Set(
            command.TimeZone, command.SessionMinutes, command.BreakMinutes,
            [.. command.Week.Select(w => new WeeklyWindow(w.Day, w.From, w.Until))],
            [.. (command.Exceptions ?? []).Select(e => new DayException(e.On, [.. e.Windows.Select(w => new DayWindow(w.From, w.Until))]))]);
        if (set.Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        return new AvailabilityView(
            user.Id, availability.TimeZone, availability.SessionMinutes, availability.BreakMinutes,
            [.. availability.OpeningsBetween(now, now.AddDays(MatchRanking.WithinDays)).Take(MostShown).Select(o => new OpeningView(o.StartsAt, o.EndsAt))]);
    }
}
