using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Records;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Grievance.Contracts.Events;

namespace Monolith.Accounts.Application.Integration;

/// <summary>Does its part in cases: sends the code that proves a requester, ends sessions in wrong hands, erases.</summary>
internal sealed class CaseListener(AccountsDbContext db, Postbox post, SessionEnding ending, Erasure erasure, IVault vault, TimeProvider clock) :
    IListener<RightsRequestReceived>, IListener<SecurityConcernReported>, IListener<ErasureOrdered>, IListener<ErasureSettled>
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);

    public async Task HandleAsync(RightsRequestReceived told, CancellationToken cancellationToken)
    {
        if (await EmailOfAsync(told.SubjectId, cancellationToken) is { } email)
        {
            var code = SecretToken.Make();
            db.RequesterCodes.Add(new RequesterCode
            {
                CaseId = told.CaseId, AccountId = told.SubjectId, CodeHash = SecretToken.Hash(code), EndsAt = clock.GetUtcNow().UtcDateTime + CodeLife,
            });
            db.OutgoingMessages.Add(post.Mail(told.SubjectId, email, MessageTemplate.RequesterCode, code));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(SecurityConcernReported told, CancellationToken cancellationToken)
    {
        if (await EmailOfAsync(told.AccountId, cancellationToken) is { } email)
        {
            db.OutgoingMessages.Add(post.Mail(told.AccountId, email, MessageTemplate.SessionsEnded));
        }

        db.PartnerLinks.RemoveRange(await db.PartnerLinks.Where(l => l.AccountId == told.AccountId).ToListAsync(cancellationToken));
        var ended = await ending.PrepareAsync(told.AccountId, null, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
    }

    public async Task HandleAsync(ErasureOrdered told, CancellationToken cancellationToken)
    {
        var records = await erasure.PrepareAsync(told.SubjectId, cancellationToken);
        db.ErasureRecords.Add(ErasureRecord.Of(told.CaseId, told.SubjectId, records, clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task HandleAsync(ErasureSettled told, CancellationToken cancellationToken)
    {
        await erasure.PrepareAsync(told.SubjectId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<string?> EmailOfAsync(Guid accountId, CancellationToken cancellationToken) =>
        await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken) is { } account
            ? await vault.OpenAsync(account.Email, cancellationToken)
            : null;
}
