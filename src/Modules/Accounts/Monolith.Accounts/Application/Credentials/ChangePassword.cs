using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>Chooses another password; every other session ends. Refused with PASSWORD_WRONG, WEAK_PASSWORD, RATE_LIMITED.</summary>
/// <param name="Password">The present one.</param>
/// <param name="Replacement">The one to be.</param>
[Mutation(Payload = "ended"), AllowSignedIn, GraphQLAlone]
internal sealed record ChangePassword(string Password, string Replacement) : ICommand<EndedSessionsView>;

internal sealed class ChangePasswordHandler(
    AccountsDbContext db, OwnPassword own, PasswordRule rule, PasswordHashing hashing, MailedCodes codes, SessionEnding ending, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ChangePassword, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(ChangePassword command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (await own.CheckAsync(account, command.Password, cancellationToken) is { } refusal)
        {
            return refusal;
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
        db.OutgoingMessages.Add(post.Mail(account.Id, email, MessageTemplate.PasswordChanged));
        var ended = await ending.PrepareAsync(account.Id, user.SessionId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        ending.Confirm(ended);
        return new EndedSessionsView(ended.Count);
    }
}
