using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Staff;

/// <summary>
/// Offers a role on the staff by mail; the token works once, for 72 hours. The answer does not say whether the address has an account.
/// Refused with FIELD_REQUIRED; for ADMINISTRATOR with REAUTH_REQUIRED.
/// </summary>
/// <param name="Email">To whom.</param>
/// <param name="Role">Which role; CLIENT, THERAPIST, VISITOR and PLATFORM are none.</param>
[Mutation(Payload = "invitation"), Allow(Role.Administrator), Idempotent]
internal sealed record InviteStaff(string Email, Role Role) : ICommand<StaffInvitationView>;

/// <summary>An invitation on its way.</summary>
/// <param name="Role">The role offered.</param>
/// <param name="EndsAt">Until when it can be accepted.</param>
internal sealed record StaffInvitationView(Role Role, DateTime EndsAt);

/// <summary>A member of staff.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Role">The role.</param>
internal sealed record StaffView([property: ID("Account")] Guid AccountId, Role Role);

internal sealed class InviteStaffHandler(AccountsDbContext db, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<InviteStaff, StaffInvitationView>
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(72);

    public async Task<Result<StaffInvitationView>> Handle(InviteStaff command, CancellationToken cancellationToken)
    {
        if (command.Role is Role.Client or Role.Therapist or Role.Visitor or Role.Platform)
        {
            return new FieldRequired("role", "Name a role on the staff.");
        }

        if (command.Role is Role.Administrator && !user.HasFreshProof(clock.GetUtcNow().UtcDateTime))
        {
            return new ReauthRequired();
        }

        if (!FieldRule.IsEmail(command.Email))
        {
            return new FieldRequired("email", "Write an e-mail address that mail can be sent to.");
        }

        var index = vault.BlindIndex("email", command.Email);
        var endsAt = clock.GetUtcNow().UtcDateTime + Life;
        var owner = await db.Accounts.AsNoTracking().Where(a => a.EmailIndex == index).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        if (owner is { } ownerId)
        {
            db.OutgoingMessages.Add(post.Mail(ownerId, command.Email, MessageTemplate.AlreadyRegistered));
        }
        else
        {
            var token = SecretToken.Make();
            var invitation = new Invitation
            {
                Role = command.Role, EmailIndex = index, Email = Sealed.Of(command.Email), TokenHash = SecretToken.Hash(token), InvitedBy = user.Id, EndsAt = endsAt,
            };
            db.Invitations.Add(invitation);
            db.OutgoingMessages.Add(post.Mail(invitation.SubjectId, command.Email, MessageTemplate.StaffInvitation, token));
        }

        await db.SaveChangesAsync(cancellationToken);
        return new StaffInvitationView(command.Role, endsAt);
    }
}
