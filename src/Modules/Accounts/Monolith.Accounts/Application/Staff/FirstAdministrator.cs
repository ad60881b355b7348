using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Staff;

/// <summary>Makes the one-time token with which the first administrator is made: there are no built-in accounts (R42).</summary>
internal sealed class FirstAdministrator(AccountsDbContext db, TimeProvider clock)
{
    /// <summary>How long the token works.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>A fresh token, which replaces any earlier one; null when there is an administrator.</summary>
    public async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        if (await db.Accounts.AnyAsync(a => a.Role == Role.Administrator, cancellationToken))
        {
            return null;
        }

        var token = SecretToken.Make();
        db.Invitations.RemoveRange(await db.Invitations.Where(i => i.EmailIndex == null).ToListAsync(cancellationToken));
        db.Invitations.Add(new Invitation { Role = Role.Administrator, TokenHash = SecretToken.Hash(token), EndsAt = clock.GetUtcNow().UtcDateTime + Life });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }
}

/// <summary>
/// Makes the first administrator with the token that the host printed on its console: once, within 15 minutes.
/// Refused with INVITATION_INVALID, FIELD_REQUIRED, WEAK_PASSWORD.
/// </summary>
/// <param name="Token">From the console.</param>
/// <param name="Name">The administrator's name.</param>
/// <param name="Email">The address to sign in with.</param>
/// <param name="Password">A strong one.</param>
[Mutation(Payload = "staff"), AllowAnyone, GraphQLAlone]
internal sealed record CreateFirstAdministrator(string Token, string Name, string Email, string Password) : ICommand<StaffView>;

internal sealed class CreateFirstAdministratorHandler(AccountsDbContext db, PasswordRule rule, PasswordHashing hashing, IVault vault, TimeProvider clock)
    : ICommandHandler<CreateFirstAdministrator, StaffView>
{
    public async Task<Result<StaffView>> Handle(CreateFirstAdministrator command, CancellationToken cancellationToken)
    {
        var token = SecretToken.Hash(command.Token.Trim());
        var now = clock.GetUtcNow().UtcDateTime;
        var invitation = await db.Invitations.SingleOrDefaultAsync(i => i.TokenHash == token && i.EmailIndex == null && i.EndsAt > now, cancellationToken);
        if (invitation is null || await db.Accounts.AnyAsync(a => a.Role == Role.Administrator, cancellationToken))
        {
            return new InvitationInvalid();
        }

        if (!FieldRule.IsEmail(command.Email) || string.IsNullOrWhiteSpace(command.Name))
        {
            return new FieldRequired(string.IsNullOrWhiteSpace(command.Name) ? "name" : "email", "Needed for an account.");
        }

        if (rule.Check(command.Password, [command.Name, command.Email]) is { } weak)
        {
            return weak;
        }

        var hash = await hashing.HashAsync(command.Password, cancellationToken);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        var account = Account.OfStaff(Role.Administrator, vault.BlindIndex("email", command.Email), command.Email, command.Name.Trim(), hash.Value, now);
        db.Accounts.Add(account);
        db.Invitations.Remove(invitation);
        return await db.SavedAsync(cancellationToken) ? new StaffView(account.Id, account.Role) : new InvitationInvalid();
    }
}
