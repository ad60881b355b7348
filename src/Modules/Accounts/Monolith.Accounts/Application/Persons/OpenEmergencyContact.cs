using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Whom to call for a matched client who is in danger (CA-2.6): nothing else is shown with it, the look is recorded, and the client is told of it.
/// Refused with FEATURE_DISABLED, ACCOUNT_NOT_FOUND, NEED_TO_KNOW, EMERGENCY_CONTACT_NOT_FOUND.
/// </summary>
/// <param name="ClientId">The client.</param>
/// <param name="Concern">The danger.</param>
[Mutation(Payload = "emergencyContact"), Allow(Role.Therapist), Idempotent]
internal sealed record OpenEmergencyContact([property: ID("Client")] Guid ClientId, SafetyConcern Concern) : ICommand<EmergencyContactView>;

internal sealed class OpenEmergencyContactHandler(
    AccountsDbContext db, AccountsPolicy policy, IAccessGate gate, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<OpenEmergencyContact, EmergencyContactView>
{
    public async Task<Result<EmergencyContactView>> Handle(OpenEmergencyContact command, CancellationToken cancellationToken)
    {
        if (policy.Profile.EmergencyContact is EmergencyContactMode.Off)
        {
            return new FeatureDisabled("An emergency contact");
        }

        var access = new AccessRequest(command.ClientId, DataClass.Identity, AccessMode.Read, Purpose.ServiceDelivery, command.ClientId);
        if (await gate.AskAsync(access, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.ClientId && a.Kind == AccountKind.Client, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (account.EmergencyContact is not { } stored)
        {
            return new EmergencyContactNotFound();
        }

        db.EmergencyLooks.Add(new EmergencyLook { AccountId = account.Id, TherapistId = user.Id, Concern = command.Concern, LookedAt = clock.GetUtcNow().UtcDateTime });
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.EmergencyContactOpened));
        await db.SaveChangesAsync(cancellationToken);
        var contact = await vault.OpenAsync(stored, cancellationToken);
        return new EmergencyContactView(contact.Name, contact.Phone, contact.Relation);
    }
}
