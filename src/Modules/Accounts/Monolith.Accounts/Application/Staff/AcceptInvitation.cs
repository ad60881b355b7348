using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Staff;

/// <summary>Takes up a role on the staff. The mailed token proves the address. Refused with INVITATION_INVALID, FIELD_REQUIRED, WEAK_PASSWORD.</summary>
/// <param name="Token">From the mail.</param>
/// <param name="Name">The whole name.</param>
/// <param name="Password">A strong one.</param>
[Mutation(Payload = "staff"), AllowAnyone, GraphQLAlone]
internal sealed record AcceptInvitation(string Token, string Name, string Password) : ICommand<StaffView>;

internal sealed class AcceptInvitationHandler(AccountsDbContext db, PasswordRule rule, PasswordHashing hashing, IVault vault, TimeProvider clock)
    : ICommandHandler<AcceptInvitation, StaffView>
{
    public async Task<Result<StaffView>> Handle(AcceptInvitation command, CancellationToken cancellationToken)
    {
        var token = SecretToken.Hash(command.Token.Trim());
        var now = clock.GetUtcNow().UtcDateTime;
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == token && i.EmailIndex != null && i.EndsAt > now, cancellationToken);
        if (invitation is null)
        {
            return new InvitationInvalid();
        }

        if (string.IsNullOrWhiteSpace(command.Name))
        {
            return new FieldRequired("name", "Needed for an account.");
        }

        var email = await vault.OpenAsync(invitation.Email!, cancellationToken);
        if (rule.Check(command.Password, [command.Name, email]) is { } weak)
        {
            return weak;
        }

        var hash = await hashing.HashAsync(command.Password, cancellationToken);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        var account = Account.OfStaff(invitation.Role, invitation.EmailIndex!, email, command.Name.Trim(), hash.Value, now);
        db.Accounts.Add(account);
        db.Invitations.Remove(invitation);
        return await db.SavedAsync(cancellationToken) ? new StaffView(account.Id, account.Role) : new InvitationInvalid();
    }
}
