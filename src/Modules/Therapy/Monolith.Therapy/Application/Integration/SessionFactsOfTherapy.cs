using Microsoft.EntityFrameworkCore;
using Monolith.Therapy.Contracts;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Integration;

/// <summary>Answers what others ask of a session.</summary>
internal sealed class SessionFactsOfTherapy(TherapyDbContext db) : ISessionFacts
{
    public async Task<SessionFacts?> FindAsync(Guid appointmentId, CancellationToken cancellationToken)
    {
        var a = await db.Appointments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == appointmentId, cancellationToken);
        return a is null ? null : new SessionFacts(a.Id, a.ClientId, a.TherapistId, a.StartsAt, a.Outcome, a.CancelledAt);
    }
}
