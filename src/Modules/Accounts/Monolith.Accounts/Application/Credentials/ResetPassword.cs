using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>
/// Chooses another password with a mailed code, once. Every session ends, every device is a stranger again, links with partners end, and the owner is told; nobody is
/// signed in by it. Refused with CODE_INVALID, WEAK_PASSWORD, RATE_LIMITED.
/// </summary>
/// <param name="Code">The code of the mail.</param>
/// <param name="Replacement">The password to be.</param>
[Mutation(Payload = "ended"), AllowAnyone, GraphQLAlone]
internal sealed record ResetPassword(string Code, string Replacement) : ICommand<EndedSessionsView>;

internal sealed class ResetPasswordHandler(
    AccountsDbContext db, MailedCodes codes, PasswordRule rule, PasswordHashing hashing, SessionEnding ending, Postbox post, IVault vault, TimeProvider clock)
    : ICommandHandler<ResetPassword, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(ResetPassword command, CancellationToken cancellationToken)
    {
        var code = await codes.FindAsync(command.Code, MailCodePurpose.PasswordReset, cancellationToken);
        var account = code is null ? null : await db.Accounts.SingleOrDefaultAsync(a => a.Id == code.AccountId && a.State == AccountState.Open, cancellationToken);
        if (account is null)
        {
            return new CodeInvalid();
        }

        var email = await vault.OpenAsync(account.Email, cancellationToken);
        var details = await vault.OpenAsync(account.Details, cancellationToken);
        if (rule.Check(command.Replacement, details.Values.Append(email), "replacement") is { } weak)
        {
            return weak;
        }

        var hash = await hashing.HashAsync(command.Replacement, cancellationToken);
        if (hash.Refusal is { } busy)
        {
            return busy;
        }

        account.ChangePassword(hash.Value, clock.GetUtcNow().UtcDateTime);
        await codes.DropAsync(account.Id, cancellationToken);
        db.Devices.RemoveRange(await db.Devices.Where(d => d.AccountId == account.Id).ToListAsync(cancellationToken));
        db.PartnerLinks.RemoveRange(await db.PartnerLinks.Where(l => l.AccountId == account.Id).ToListAsync(cancellationToken));
        db.OutgoingMessages.Add(post.Mail(account.Id, email, MessageTemplate.PasswordChanged));
        var ended = await ending.PrepareAsync(account.Id, null, cancellationToken);
        if (!await db.SavedAsync(cancellationToken))
        {
            return new CodeInvalid();
        }

        ending.Confirm(ended);
        return new EndedSessionsView(ended.Count);
    }
}
