using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Contracts.Events;

namespace Monolith.Accounts.Application.Integration;

/// <summary>
/// Writes to every client and therapist that a document changes, where the policy profile promises mail (HU-56, C-07), that a new use of
/// data is proposed (HU-46), and that the business is to change hands (O7-6.5).
/// </summary>
internal sealed class PolicyNewsListener(AccountsDbContext db, Postbox post, IVault vault)
    : IListener<PolicyVersionAnnounced>, IListener<NewUseProposed>, IListener<BusinessTransferAnnounced>
{
    public Task HandleAsync(PolicyVersionAnnounced told, CancellationToken cancellationToken) => WriteAsync(MessageTemplate.PolicyChanged, cancellationToken);

    public Task HandleAsync(NewUseProposed told, CancellationToken cancellationToken) => WriteAsync(MessageTemplate.NewUseProposed, cancellationToken);

    public Task HandleAsync(BusinessTransferAnnounced told, CancellationToken cancellationToken) => WriteAsync(MessageTemplate.BusinessTransfer, cancellationToken);

    private async Task WriteAsync(MessageTemplate template, CancellationToken cancellationToken)
    {
        var people = await db.Accounts.AsNoTracking()
            .Where(a => a.State != AccountState.Closed && (a.Role == Role.Client || a.Role == Role.Therapist)).ToListAsync(cancellationToken);
        await vault.WarmAsync(people.Select(a => a.Id), cancellationToken);
        foreach (var account in people)
        {
            db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), template));
        }

        await db.SaveChangesAsync(cancellationToken);
    }
}
