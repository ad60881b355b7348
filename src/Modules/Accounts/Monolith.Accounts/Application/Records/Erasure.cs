using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Vault;

namespace Monolith.Accounts.Application.Records;

/// <summary>Erases all that Accounts holds of a person: rows and the keys they were sealed with. Nothing here must be kept by law.</summary>
internal sealed class Erasure(AccountsDbContext db, IVault vault, SessionCache cache)
{
    /// <summary>The classes of data whose keys are Accounts' to destroy.</summary>
    public static readonly IReadOnlyList<DataClass> Classes = [DataClass.Identity, DataClass.Usage];

    private const int AtOnce = 500;

    /// <summary>Erases again whom a restored backup brought back, and saves.</summary>
    /// <returns>How many people.</returns>
    public async Task<int> RepeatAsync(CancellationToken cancellationToken)
    {
        var again = 0;
        foreach (var ids in vault.ErasedBefore.Chunk(AtOnce))
        {
            foreach (var id in await db.Accounts.Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToListAsync(cancellationToken))
            {
                await PrepareAsync(id, cancellationToken);
                again++;
            }

            await db.SaveChangesAsync(cancellationToken);
        }

        return again;
    }

    /// <summary>Destroys the keys and marks the rows; the caller saves.</summary>
    /// <returns>How many records go.</returns>
    public async Task<int> PrepareAsync(Guid accountId, CancellationToken cancellationToken)
    {
        // The keys go first: nothing can be sealed for the person once the rows are listed.
        await vault.DestroyAsync(accountId, Classes, cancellationToken);
        var sessions = await db.Sessions.Where(s => s.AccountId == accountId).ToListAsync(cancellationToken);
        var sessionIds = sessions.Select(s => s.Id).ToList();
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken);
        object[] rows =
        [
            .. sessions,
            .. await db.SpentTokens.Where(t => sessionIds.Contains(t.SessionId)).ToListAsync(cancellationToken),
            .. await db.Devices.Where(d => d.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.OutgoingMessages.Where(m => m.SubjectId == accountId).ToListAsync(cancellationToken),
            .. await db.RequesterCodes.Where(c => c.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.MailCodes.Where(c => c.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.SecondFactors.Where(f => f.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.RecoveryCodes.Where(c => c.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.SupportCases.Where(c => c.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.PendingActs.Where(a => a.ProposedById == accountId).ToListAsync(cancellationToken),
            .. await db.Passkeys.Where(p => p.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.EmergencyAccesses.Where(a => a.SubjectId == accountId).ToListAsync(cancellationToken),
            .. await db.Registrations.Where(r => r.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.UsageEntries.Where(e => e.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.RetainedFields.Where(f => f.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.DisciplinaryMeasures.Where(m => m.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.EmergencyLooks.Where(l => l.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.MaterialSubscriptions.Where(s => s.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.PartnerLinks.Where(l => l.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.PushDevices.Where(d => d.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.Minors.Where(m => m.AccountId == accountId).ToListAsync(cancellationToken),
            .. await db.EmployeeCodes.Where(c => c.AccountId == accountId).ToListAsync(cancellationToken),
        ];
        db.RemoveRange(rows);
        if (account is not null)
        {
            db.Remove(account);
        }

        sessionIds.ForEach(cache.End);
        return rows.Length + (account is null ? 0 : 1);
    }
}
