using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.Matching.Contracts;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Appointments;

/// <summary>What a therapist offers, less what is taken.</summary>
internal sealed class Timetable(TherapyDbContext db, IMatchFacts matching)
{
    /// <summary>The free openings that begin in <c>[fromAt, untilAt)</c>.</summary>
    public async Task<List<Opening>> FreeAsync(Guid therapistId, DateTime fromAt, DateTime untilAt, CancellationToken cancellationToken)
    {
        var openings = await matching.OpeningsAsync(therapistId, fromAt, untilAt, cancellationToken);
        if (openings.Count == 0)
        {
            return [];
        }

        var last = openings.Max(o => o.EndsAt);
        var taken = await db.Appointments.AsNoTracking().WithActive().Where(a => a.TherapistId == therapistId && a.StartsAt < last && a.EndsAt > fromAt)
            .Select(a => new { a.StartsAt, a.EndsAt }).ToListAsync(cancellationToken);
        return [.. openings.Where(o => !taken.Any(t => t.StartsAt < o.EndsAt && t.EndsAt > o.StartsAt))];
    }

    /// <summary>The opening that begins then, free for both; what two requests at once could break is kept by the database.</summary>
    public async Task<Result<Opening>> OfferedAsync(Guid clientId, Guid therapistId, DateTime startsAt, Guid? moving, CancellationToken cancellationToken)
    {
        var offered = (await matching.OpeningsAsync(therapistId, startsAt, startsAt.AddMinutes(1), cancellationToken)).FirstOrDefault(o => o.StartsAt == startsAt);
        if (offered is null)
        {
            return new SlotNotOffered();
        }

        var taken = await db.Appointments.WithActive().AnyAsync(
            a => (a.TherapistId == therapistId || a.ClientId == clientId) && a.Id != moving && a.StartsAt < offered.EndsAt && a.EndsAt > offered.StartsAt, cancellationToken);
        return taken ? new SlotTaken() : offered;
    }
}

/// <summary>Conditions on appointments that more than one use case has.</summary>
internal static class AppointmentConditions
{
    /// <summary>Those that keep their time.</summary>
    public static IQueryable<Appointment> WithActive(this IQueryable<Appointment> appointments) =>
        appointments.Where(a => a.State == AppointmentState.Booked || a.State == AppointmentState.Started);

    /// <summary>Those of a person, as client or therapist.</summary>
    public static IQueryable<Appointment> Of(this IQueryable<Appointment> appointments, Guid person) =>
        appointments.Where(a => a.ClientId == person || a.TherapistId == person);
}
