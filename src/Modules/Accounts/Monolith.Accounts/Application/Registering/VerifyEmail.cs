using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Contracts;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Registering;

/// <summary>Proves an e-mail address with the mailed code and opens the account. A code works once, for 24 hours. Refused with CODE_INVALID.</summary>
/// <param name="Code">The code of the mail.</param>
[Mutation(Payload = "verification"), AllowAnyone, GraphQLAlone]
internal sealed record VerifyEmail(string Code) : ICommand<VerificationView>;

/// <summary>The account is open.</summary>
/// <param name="Kind">What it is.</param>
internal sealed record VerificationView(AccountKind Kind);

internal sealed class VerifyEmailHandler(AccountsDbContext db, IVault vault, TimeProvider clock) : ICommandHandler<VerifyEmail, VerificationView>
{
    public async Task<Result<VerificationView>> Handle(VerifyEmail command, CancellationToken cancellationToken)
    {
        var hash = SecretToken.Hash(command.Code.Trim());
        var now = clock.GetUtcNow().UtcDateTime;
        var registration = await db.Registrations.SingleOrDefaultAsync(r => r.CodeHash == hash && r.EndsAt > now, cancellationToken);
        if (registration is null || await db.Accounts.AnyAsync(a => a.EmailIndex == registration.EmailIndex, cancellationToken))
        {
            return new CodeInvalid();
        }

        var email = await vault.OpenAsync(registration.Email, cancellationToken);
        var details = await vault.OpenAsync(registration.Details, cancellationToken);
        db.Accounts.Add(Account.Of(registration, email, details));
        db.Registrations.Remove(registration);
        return await db.SavedAsync(cancellationToken) ? new VerificationView(registration.Kind) : new CodeInvalid();
    }
}
