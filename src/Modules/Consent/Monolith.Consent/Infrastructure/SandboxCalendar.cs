using System.Collections.Concurrent;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Audit;
using Monolith.Consent.Application.Sharing;

namespace Monolith.Consent.Infrastructure;

/// <summary>An outside calendar without an outside.</summary>
internal sealed class SandboxCalendar(OutsideCalls calls) : IOutsideCalendar
{
    private const string Kind = "SCHEDULING";
    private readonly ConcurrentDictionary<Guid, (DateTime StartsAt, DateTime EndsAt)> times = new();

    /// <summary>The times that are kept, by reference.</summary>
    public IReadOnlyDictionary<Guid, (DateTime StartsAt, DateTime EndsAt)> Times => times;

    public Task PlaceAsync(Guid reference, DateTime startsAt, DateTime endsAt, CancellationToken cancellationToken)
    {
        calls.Note(Kind, Purpose.ServiceDelivery, "reference", "startsAt", "endsAt");
        times[reference] = (startsAt, endsAt);
        return Task.CompletedTask;
    }

    public Task RemoveAsync(Guid reference, CancellationToken cancellationToken)
    {
        calls.Note(Kind, Purpose.ServiceDelivery, "reference");
        times.TryRemove(reference, out _);
        return Task.CompletedTask;
    }
}
