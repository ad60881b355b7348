using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Contracts.Events;
using Monolith.Therapy.Application.Appointments;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Integration;

/// <summary>A match ended: appointments to come are called off by the therapist's side, so that nobody pays for them.</summary>
internal sealed class CallOffAfterMatch(TherapyDbContext db) : IListener<MatchEnded>
{
    public async Task HandleAsync(MatchEnded told, CancellationToken cancellationToken)
    {
        var coming = db.Appointments.Where(a =>
            a.ClientId == told.ClientId && a.TherapistId == told.TherapistId && a.State == AppointmentState.Booked && a.StartsAt > told.EndedAt);
        foreach (var appointment in await coming.ToListAsync(cancellationToken))
        {
            appointment.Cancel(byClient: false, null, told.EndedAt);
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>
/// Carries out an order to erase (CA-8.6): appointments to come are called off, messages erased with their key; health records are kept by law until their period
/// ends, closed to everybody else.
/// </summary>
internal sealed class EraseTherapy(TherapyDbContext db, HealthPeriod period, TherapyPolicy policy, IVault vault, TimeProvider clock)
    : IListener<ErasureOrdered>, IListener<ErasureSettled>
{
    public async Task HandleAsync(ErasureOrdered told, CancellationToken cancellationToken)
    {
        var (person, now) = (told.SubjectId, clock.GetUtcNow().UtcDateTime);
        var until = await period.EndAsync(person, cancellationToken);
        var erased = await RemoveAsync(person, now, cancellationToken);
        var retained = policy.Retention.Health is null ? 0 : await HealthRowsAsync(person, cancellationToken);
        db.Erasures.Add(ErasureRecord.Of(told.CaseId, person, erased, retained, retained > 0 ? until : null, now));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(ErasureSettled told, CancellationToken cancellationToken)
    {
        await RemoveAsync(told.SubjectId, clock.GetUtcNow().UtcDateTime, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<int> RemoveAsync(Guid person, DateTime now, CancellationToken cancellationToken)
    {
        // The keys go first: nothing can be sealed for the person once the rows are listed.
        await vault.DestroyAsync(person, policy.Retention.Health is null ? [DataClass.Communication, DataClass.Health] : [DataClass.Communication], cancellationToken);
        var enrolments = await db.Enrolments.Where(e => e.ClientId == person).ToListAsync(cancellationToken);
        db.RemoveRange(enrolments);
        if (policy.Retention.Health is null)
        {
            return enrolments.Count + await PurgeHealthRecords.RemoveAsync(db, person, cancellationToken);
        }

        foreach (var appointment in await db.Appointments.Of(person).Where(a => a.State == AppointmentState.Booked && a.StartsAt > now).ToListAsync(cancellationToken))
        {
            appointment.Cancel(appointment.ClientId == person, null, now);
        }

        var messages = await db.Messages.Where(m => m.ClientId == person).ToListAsync(cancellationToken);
        db.RemoveRange(messages);
        return messages.Count + enrolments.Count;
    }

    private async Task<int> HealthRowsAsync(Guid person, CancellationToken cancellationToken) =>
        await db.Intakes.CountAsync(i => i.ClientId == person, cancellationToken)
        + await db.Revisions.CountAsync(r => r.ClientId == person, cancellationToken)
        + await db.Summaries.CountAsync(s => s.ClientId == person, cancellationToken)
        + await db.Concerns.CountAsync(c => c.ClientId == person, cancellationToken)
        + await db.Appointments.CountAsync(a => a.ClientId == person, cancellationToken);
}
