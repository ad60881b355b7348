using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Accounts.Application.Integration;

/// <summary>
/// Begins to write to every client and therapist that a document changes, where the policy profile promises mail (HU-56, C-07), that a new use of
/// data is proposed (HU-46), and that the business is to change hands (O7-6.5).
/// </summary>
internal sealed class PolicyNewsListener(AccountsDbContext db, TimeProvider clock)
    : IListener<PolicyVersionAnnounced>, IListener<NewUseProposed>, IListener<BusinessTransferAnnounced>
{
    public Task HandleAsync(PolicyVersionAnnounced told, CancellationToken cancellationToken) => BeginAsync(MessageTemplate.PolicyChanged, told.VersionId, cancellationToken);

    public Task HandleAsync(NewUseProposed told, CancellationToken cancellationToken) => BeginAsync(MessageTemplate.NewUseProposed, told.NewUseId, cancellationToken);

    public Task HandleAsync(BusinessTransferAnnounced told, CancellationToken cancellationToken) => BeginAsync(MessageTemplate.BusinessTransfer, told.TransferId, cancellationToken);

    private async Task BeginAsync(MessageTemplate template, Guid causeId, CancellationToken cancellationToken)
    {
        if (!await db.MailRounds.AnyAsync(r => r.Template == template && r.CauseId == causeId, cancellationToken))
        {
            db.MailRounds.Add(new MailRound(template, causeId, clock.GetUtcNow().UtcDateTime));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
