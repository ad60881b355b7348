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
        if (!await TakeUpAsync(registration, cancellationToken))
        {
            return new CodeInvalid();
        }

        db.Accounts.Add(Account.Of(registration, email, details));
        db.Registrations.Remove(registration);
        return await db.SavedAsync(cancellationToken) ? new VerificationView(registration.Kind) : new CodeInvalid();
    }

    // What the registration rested on may have been used or taken back since.
    private async Task<bool> TakeUpAsync(Registration registration, CancellationToken cancellationToken)
    {
        if (registration.EmployeeCodeId is { } codeId && !(await db.EmployeeCodes.SingleAsync(c => c.Id == codeId, cancellationToken)).TakeUp(registration.AccountId))
        {
            return false;
        }

        if (registration.ParentalConsentId is not { } consentId || registration.AdultAt is not { } adultAt)
        {
            return true;
        }

        if ((await db.ParentalConsents.SingleOrDefaultAsync(c => c.Id == consentId, cancellationToken))?.TakeUp(registration.AccountId) is not true)
        {
            return false;
        }

        db.Minors.Add(Minor.WithConsent(registration.AccountId, consentId, adultAt));
        return true;
    }
}
