using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Minors;

/// <summary>
/// The guardian takes the consent back: the child's account does nothing more at once, and is erased when no parent consents within the
/// profile's time (AP-86). Once the child is of age there is nothing to take back. Refused with PARENTAL_CONSENT_NOT_FOUND.
/// </summary>
/// <param name="Token">What the guardian was mailed.</param>
[Mutation(Payload = "parentalConsent"), AllowAnyone, GraphQLAlone]
internal sealed record WithdrawParentalConsent(string Token) : ICommand<ParentalConsentAnswer>;

/// <summary>Your frozen account goes on with a parent's consent that was checked. Refused with PARENTAL_CONSENT_NOT_FOUND, ILLEGAL_STATE.</summary>
/// <param name="Token">What your parent was mailed.</param>
[Mutation(Payload = "parentalConsent"), Allow(Role.Client), GraphQLAlone]
internal sealed record ContinueWithParentalConsent(string Token) : ICommand<ParentalConsentAnswer>;

internal sealed class WithdrawParentalConsentHandler(AccountsDbContext db, MinorClock minors, TimeProvider clock)
    : ICommandHandler<WithdrawParentalConsent, ParentalConsentAnswer>
{
    public async Task<Result<ParentalConsentAnswer>> Handle(WithdrawParentalConsent command, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.Hash(command.Token.Trim()), clock.GetUtcNow().UtcDateTime);
        var consent = await db.ParentalConsents.SingleOrDefaultAsync(c => c.CodeHash == hash && c.State == ParentalConsentState.Verified, cancellationToken);
        if (consent is null)
        {
            return new ParentalConsentNotFound();
        }

        consent.Withdraw(now);
        var minor = await db.Minors.SingleOrDefaultAsync(m => m.ConsentId == consent.Id && m.AdultAt > now, cancellationToken);
        minor?.Freeze(minors.FrozenUntil(now));
        await db.SaveChangesAsync(cancellationToken);
        return new ParentalConsentAnswer("The consent is taken back.");
    }
}

internal sealed class ContinueWithParentalConsentHandler(AccountsDbContext db, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<ContinueWithParentalConsent, ParentalConsentAnswer>
{
    public async Task<Result<ParentalConsentAnswer>> Handle(ContinueWithParentalConsent command, CancellationToken cancellationToken)
    {
        var (hash, now) = (SecretToken.Hash(command.Token.Trim()), clock.GetUtcNow().UtcDateTime);
        var minor = await db.Minors.SingleOrDefaultAsync(m => m.AccountId == user.Id, cancellationToken);
        if (minor is null)
        {
            return new IllegalState("Only a frozen account waits for a parent.");
        }

        var consent = await db.ParentalConsents.SingleOrDefaultAsync(c => c.CodeHash == hash && c.EndsAt > now, cancellationToken);
        if (consent?.TakeUp(user.Id) is not true)
        {
            return new ParentalConsentNotFound();
        }

        if (minor.Carry(consent.Id).Refusal is { } no)
        {
            return no;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new ParentalConsentAnswer("The account goes on.");
    }
}
