using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Jobs;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>Tells of each appointment once that it is near (AP-112); of one that was moved, once more.</summary>
internal sealed class AnnounceComing(TherapyDbContext db, TimeProvider clock) : IScheduledJob
{
    private const int AtOnce = 200;
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var until = now + Ahead;
        var near = await db.Appointments.Where(a => a.State == AppointmentState.Booked && a.AnnouncedAt == null && a.StartsAt > now && a.StartsAt <= until)
            .OrderBy(a => a.StartsAt).Take(AtOnce).ToListAsync(cancellationToken);
        near.ForEach(appointment => appointment.Announce(now));
        await db.SaveChangesAsync(cancellationToken);
    }
}
