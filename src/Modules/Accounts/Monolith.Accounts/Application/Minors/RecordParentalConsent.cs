using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Application.Registering;
using Monolith.Accounts.Application.Sessions;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Minors;

/// <summary>
/// A parent or guardian asks to consent for a child: a code is mailed to the address. Nothing about the child is asked or stored.
/// Refused with FEATURE_DISABLED, FIELD_REQUIRED, RATE_LIMITED.
/// </summary>
/// <param name="GuardianEmail">The guardian's own address.</param>
[Mutation(Payload = "parentalConsent"), AllowAnyone, GraphQLAlone]
internal sealed record AskParentalConsent(string GuardianEmail) : ICommand<ParentalConsentAnswer>;

/// <summary>
/// The guardian consents, with the mailed code. A member of staff checks it next; then the guardian is mailed a token that the child registers with, and
/// that takes the consent back. Refused with CODE_INVALID, FIELD_REQUIRED.
/// </summary>
/// <param name="Code">From the mail; it works once, for 24 hours.</param>
/// <param name="GuardianName">Who consents.</param>
/// <param name="Relation">What they are to the child: parent, legal guardian.</param>
[Mutation(Payload = "parentalConsent"), AllowAnyone, GraphQLAlone]
internal sealed record RecordParentalConsent(string Code, string GuardianName, string Relation) : ICommand<ParentalConsentAnswer>;

/// <summary>What happens next with a consent.</summary>
/// <param name="Message">What to do or to wait for.</param>
internal sealed record ParentalConsentAnswer(string Message);

internal sealed class AskParentalConsentHandler(AccountsDbContext db, AccountsPolicy policy, Postbox post, SignInLimits limits, RequestScope request, TimeProvider clock)
    : ICommandHandler<AskParentalConsent, ParentalConsentAnswer>
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromHours(24);

    public async Task<Result<ParentalConsentAnswer>> Handle(AskParentalConsent command, CancellationToken cancellationToken)
    {
        if (policy.Age.ParentalVerification is null)
        {
            return new FeatureDisabled("A parent's consent");
        }

        if (!FieldRule.IsEmail(command.GuardianEmail))
        {
            return new FieldRequired("guardianEmail", "Write an e-mail address that mail can be sent to.");
        }

        if (await limits.BeginAsync("guardian|" + command.GuardianEmail.ToUpperInvariant(), request.RemoteAddress, cancellationToken) is { } retryAt)
        {
            return new RateLimited(retryAt);
        }

        var (code, now) = (SecretToken.Make(), clock.GetUtcNow().UtcDateTime);
        var consent = ParentalConsent.Ask(command.GuardianEmail.Trim(), SecretToken.Hash(code), now, now + CodeLife);
        db.ParentalConsents.Add(consent);
        db.OutgoingMessages.Add(post.Mail(consent.SubjectId, command.GuardianEmail.Trim(), MessageTemplate.ParentalConsentCode, code));
        await db.SaveChangesAsync(cancellationToken);
        return new ParentalConsentAnswer("We sent a code to this address. Consent with it within 24 hours.");
    }
}

internal sealed class RecordParentalConsentHandler(AccountsDbContext db, TimeProvider clock) : ICommandHandler<RecordParentalConsent, ParentalConsentAnswer>
{
    private const int LongestName = 200;
    private static readonly TimeSpan CheckedWithin = TimeSpan.FromDays(30);

    public async Task<Result<ParentalConsentAnswer>> Handle(RecordParentalConsent command, CancellationToken cancellationToken)
    {
        var (name, relation) = (command.GuardianName.Trim(), command.Relation.Trim());
        if (name.Length is 0 or > LongestName || relation.Length is 0 or > LongestName)
        {
            return new FieldRequired(name.Length is 0 or > LongestName ? "guardianName" : "relation", "Say who consents, and what they are to the child.");
        }

        var (hash, now) = (SecretToken.Hash(command.Code.Trim()), clock.GetUtcNow().UtcDateTime);
        var consent = await db.ParentalConsents.SingleOrDefaultAsync(
            c => c.CodeHash == hash && c.State == ParentalConsentState.Asked && c.EndsAt > now, cancellationToken);
        if (consent is null)
        {
            return new CodeInvalid();
        }

        consent.Give(new Guardian(name, relation), now, now + CheckedWithin);
        return await db.SavedAsync(cancellationToken)
            ? new ParentalConsentAnswer("We check it and write to this address.")
            : new CodeInvalid();
    }
}
