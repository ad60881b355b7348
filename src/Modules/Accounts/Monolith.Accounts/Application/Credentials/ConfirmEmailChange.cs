using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Persons;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Credentials;

/// <summary>
/// Takes the new e-mail address with the code mailed to it, once, within 24 hours. Both addresses are told, every other session ends, and
/// codes mailed to the old address work no more. Refused with CODE_INVALID.
/// </summary>
/// <param name="Code">The code of the mail.</param>
[Mutation(Payload = "ended"), AllowSignedIn, GraphQLAlone, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record ConfirmEmailChange(string Code) : ICommand<EndedSessionsView>;

internal sealed class ConfirmEmailChangeHandler(AccountsDbContext db, MailedCodes codes, SessionEnding ending, Postbox post, Origins origins, IVault vault, ICurrentUser user)
    : ICommandHandler<ConfirmEmailChange, EndedSessionsView>
{
    public async Task<Result<EndedSessionsView>> Handle(ConfirmEmailChange command, CancellationToken cancellationToken)
    {
        var code = await codes.FindAsync(command.Code, MailCodePurpose.EmailChange, cancellationToken);
        var account = code?.AccountId == user.Id ? await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken) : null;
        if (account is null || await db.Accounts.AnyAsync(a => a.EmailIndex == code!.EmailIndex, cancellationToken))
        {
            return new CodeInvalid();
        }

        var (before, after) = (await vault.OpenAsync(account.Email, cancellationToken), await vault.OpenAsync(code!.Email!, cancellationToken));
        account.ChangeEmail(code.EmailIndex!, after);
        await origins.ChangedAsync(account, ["email"], [], FieldSource.Update, cancellationToken);
        await codes.DropAsync(account.Id, cancellationToken);
        db.OutgoingMessages.Add(post.Mail(account.Id, before, MessageTemplate.EmailChanged));
        db.OutgoingMessages.Add(post.Mail(account.Id, after, MessageTemplate.EmailChanged));
        var ended = await ending.PrepareAsync(account.Id, user.SessionId, cancellationToken);
        if (!await db.SavedAsync(cancellationToken))
        {
            return new CodeInvalid();
        }

        ending.Confirm(ended);
        return new EndedSessionsView(ended.Count);
    }
}
