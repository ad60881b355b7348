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

namespace Monolith.Accounts.Application.Credentials;

/// <summary>
/// Asks for another e-mail address: a code goes to the new one, a notice to the present one, and nothing changes before <c>confirmEmailChange</c>.
/// The answer does not say whether the new address has an account (R32). Refused with FIELD_REQUIRED, PASSWORD_WRONG, RATE_LIMITED.
/// </summary>
/// <param name="Email">The address to be.</param>
/// <param name="Password">Yours, as fresh proof (R40).</param>
[Mutation(Payload = "emailChange"), AllowSignedIn, GraphQLAlone, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record ChangeEmail(string Email, string Password) : ICommand<EmailChangeView>;

/// <summary>A change of address that waits for its code.</summary>
/// <param name="EndsAt">Until when the code works.</param>
internal sealed record EmailChangeView(DateTime EndsAt);

internal sealed class ChangeEmailHandler(AccountsDbContext db, OwnPassword own, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ChangeEmail, EmailChangeView>
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public async Task<Result<EmailChangeView>> Handle(ChangeEmail command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        var email = command.Email.Trim();
        if (!FieldRule.IsEmail(email))
        {
            return new FieldRequired("email", "Write an e-mail address that mail can be sent to.");
        }

        if (await own.CheckAsync(account, command.Password, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var (code, endsAt) = (SecretToken.Make(), clock.GetUtcNow().UtcDateTime + Life);
        var index = vault.BlindIndex("email", email);
        var owner = await db.Accounts.AsNoTracking().Where(a => a.EmailIndex == index).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        db.MailCodes.RemoveRange(await db.MailCodes.Where(c => c.AccountId == account.Id && c.Purpose == MailCodePurpose.EmailChange).ToListAsync(cancellationToken));
        db.MailCodes.Add(new MailCode
        {
            AccountId = account.Id, Purpose = MailCodePurpose.EmailChange, CodeHash = SecretToken.Hash(code), EmailIndex = index, Email = Sealed.Of(email), EndsAt = endsAt,
        });
        db.OutgoingMessages.Add(owner is { } ownerId
            ? post.Mail(ownerId, email, MessageTemplate.AlreadyRegistered)
            : post.Mail(account.Id, email, MessageTemplate.EmailChange, code));
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.EmailChangeAsked));
        await db.SaveChangesAsync(cancellationToken);
        return new EmailChangeView(endsAt);
    }
}
