using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>The times of a therapist that can be booked: what is offered less what is taken, from now on.</summary>
/// <param name="Therapist">The therapist.</param>
/// <param name="From">Slots that begin at or after this instant.</param>
/// <param name="To">…and before this one, at most 62 days later.</param>
[Query, AllowSignedIn]
internal sealed record Slots([property: ID("Therapist")] Guid Therapist, DateTime From, DateTime To) : IQuery<IReadOnlyList<SlotView>>;

internal sealed class SlotsHandler(Timetable timetable, TimeProvider clock) : IQueryHandler<Slots, IReadOnlyList<SlotView>>
{
    private const int MostDays = 62;

    public async Task<Result<IReadOnlyList<SlotView>>> Handle(Slots query, CancellationToken cancellationToken)
    {
        if (query.To <= query.From || query.To - query.From > TimeSpan.FromDays(MostDays))
        {
            return new FieldRequired("to", $"After from, by {MostDays} days at most.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var free = await timetable.FreeAsync(query.Therapist, query.From, query.To, cancellationToken);
        return free.Where(o => o.StartsAt > now).Select(o => new SlotView(o.StartsAt, o.EndsAt)).ToList();
    }
}
