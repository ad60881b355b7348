namespace Monolith.Consent.Application.Sharing;

/// <summary>An outside processor that schedules appointments (CA-3.15). It learns times and a reference, never who or why; asked twice it does the same once.</summary>
internal interface IOutsideCalendar
{
    /// <summary>Keeps this time under the reference; an earlier time of the same reference is given up.</summary>
    Task PlaceAsync(Guid reference, DateTime startsAt, DateTime endsAt, CancellationToken cancellationToken);

    /// <summary>Gives the time of the reference up.</summary>
    Task RemoveAsync(Guid reference, CancellationToken cancellationToken);
}
