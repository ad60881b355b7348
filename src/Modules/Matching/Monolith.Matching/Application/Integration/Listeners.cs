using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts.Events;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts;
using Monolith.Consent.Contracts.Events;
using Monolith.Grievance.Contracts.Events;
using Monolith.Matching.Domain;
using Monolith.Matching.Infrastructure;
using Monolith.Therapy.Contracts.Events;

namespace Monolith.Matching.Application.Integration;

/// <summary>Consent to health data was taken back: open requests are closed and wishes no longer used (CA-12.4).</summary>
internal sealed class StopUseOfWishes(MatchingDbContext db) : IListener<ConsentWithdrawn>
{
    public async Task HandleAsync(ConsentWithdrawn told, CancellationToken cancellationToken)
    {
        if (told.Purpose is not ConsentPurpose.SensitiveData)
        {
            return;
        }

        foreach (var request in await db.Requests.Where(r => r.ClientId == told.AccountId && r.State == MatchRequestState.Open).ToListAsync(cancellationToken))
        {
            request.Close(told.WithdrawnAt);
        }

        (await db.Preferences.SingleOrDefaultAsync(p => p.Id == told.AccountId, cancellationToken))?.StopUse(told.WithdrawnAt);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>A client gave an intake: matches that need one can be asked for (AP-25).</summary>
internal sealed class NoteIntake(MatchingDbContext db) : IListener<HealthIntakeRecorded>
{
    public async Task HandleAsync(HealthIntakeRecorded told, CancellationToken cancellationToken)
    {
        var intake = await db.IntakesOnRecord.SingleOrDefaultAsync(i => i.ClientId == told.ClientId, cancellationToken) ?? db.IntakesOnRecord.Add(IntakeOnRecord.Of(told.ClientId)).Entity;
        intake.Renew(told.RecordedAt);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>An account was closed: its matches end, its requests close, a therapist is no longer shown.</summary>
internal sealed class LeaveWithAccount(MatchingDbContext db) : IListener<AccountClosed>
{
    public async Task HandleAsync(AccountClosed told, CancellationToken cancellationToken)
    {
        foreach (var match in await db.Matches.Where(m => (m.ClientId == told.AccountId || m.TherapistId == told.AccountId) && m.EndedAt == null).ToListAsync(cancellationToken))
        {
            match.End(null, told.ClosedAt);
        }

        foreach (var request in await db.Requests.Where(r => r.ClientId == told.AccountId && r.State == MatchRequestState.Open).ToListAsync(cancellationToken))
        {
            request.Close(told.ClosedAt);
        }

        (await db.Therapists.SingleOrDefaultAsync(t => t.Id == told.AccountId, cancellationToken))?.Leave(told.ClosedAt);
        await db.SaveChangesAsync(cancellationToken);
    }
}

/// <summary>
/// Carries out an order to erase: rows go, running matches end. A therapist's professional keys are destroyed; a client's health key is Therapy's
/// to keep or destroy, because the law makes it keep what was sealed with it (CA-8.6).
/// </summary>
internal sealed class EraseMatching(MatchingDbContext db, IVault vault, TimeProvider clock) : IListener<ErasureOrdered>, IListener<ErasureSettled>
{
    public async Task HandleAsync(ErasureOrdered told, CancellationToken cancellationToken)
    {
        var (erased, running) = await RemoveAsync(db, vault, told.SubjectId, cancellationToken);
        db.Erasures.Add(ErasureRecord.Of(told.CaseId, told.SubjectId, erased, running, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(ErasureSettled told, CancellationToken cancellationToken)
    {
        await RemoveAsync(db, vault, told.SubjectId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Takes all of a person's rows out of the context; the caller saves.</summary>
    /// <returns>How many rows, and those matches that had not ended.</returns>
    public static async Task<(int Erased, IReadOnlyList<Match> Running)> RemoveAsync(MatchingDbContext db, IVault vault, Guid person, CancellationToken cancellationToken)
    {
        var therapists = await db.Therapists.Include(t => t.Specialisations).Where(t => t.Id == person).ToListAsync(cancellationToken);
        var times = await db.Availabilities.Where(a => a.Id == person).ToListAsync(cancellationToken);
        var wishes = await db.Preferences.Where(p => p.Id == person).ToListAsync(cancellationToken);
        var requests = await db.Requests.Where(r => r.ClientId == person).ToListAsync(cancellationToken);
        var matches = await db.Matches.Where(m => m.ClientId == person || m.TherapistId == person).ToListAsync(cancellationToken);
        db.RemoveRange(await db.IntakesOnRecord.Where(i => i.ClientId == person).ToListAsync(cancellationToken));
        if (therapists.Count > 0)
        {
            await vault.DestroyAsync(person, [DataClass.Provider], cancellationToken);
        }

        db.RemoveRange(therapists);
        db.RemoveRange(times);
        db.RemoveRange(wishes);
        db.RemoveRange(requests);
        db.RemoveRange(matches);
        return (therapists.Count + times.Count + wishes.Count + requests.Count + matches.Count, [.. matches.Where(m => m.EndedAt is null)]);
    }
}
