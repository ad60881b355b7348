using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Minors;

/// <summary>
/// A member of staff says whether a parent's consent is genuine. Accepted, the guardian is mailed the token that the child registers
/// with within 30 days. Refused with PARENTAL_CONSENT_NOT_FOUND, ILLEGAL_STATE.
/// </summary>
/// <param name="ConsentId">One of <c>parentalConsents</c>.</param>
/// <param name="Accepted">Whether it is.</param>
[Mutation(Payload = "parentalConsent"), Allow(Role.PrivacyOfficer, Role.Support), Idempotent]
internal sealed record CheckParentalConsent([property: ID] Guid ConsentId, bool Accepted) : ICommand<ParentalConsentView>;

/// <summary>Parents' consents that wait to be checked, oldest first; each look is audited.</summary>
[Query, Allow(Role.PrivacyOfficer, Role.Support)]
internal sealed record ParentalConsents : IQuery<ParentalConsentView[]>;

/// <summary>A parent's consent.</summary>
/// <param name="ConsentId">Which.</param>
/// <param name="State">How it stands.</param>
/// <param name="GuardianName">Who consented.</param>
/// <param name="Relation">What they are to the child.</param>
/// <param name="Email">The address that was proven.</param>
/// <param name="GivenAt">When it was given.</param>
internal sealed record ParentalConsentView(
    [property: ID] Guid ConsentId, ParentalConsentState State, string? GuardianName, string? Relation, string? Email, DateTime? GivenAt);

internal sealed class CheckParentalConsentHandler(AccountsDbContext db, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<CheckParentalConsent, ParentalConsentView>
{
    private static readonly TimeSpan UsedWithin = TimeSpan.FromDays(30);

    public async Task<Result<ParentalConsentView>> Handle(CheckParentalConsent command, CancellationToken cancellationToken)
    {
        var consent = await db.ParentalConsents.SingleOrDefaultAsync(c => c.Id == command.ConsentId, cancellationToken);
        if (consent is null)
        {
            return new ParentalConsentNotFound();
        }

        var (token, now) = (SecretToken.Make(), clock.GetUtcNow().UtcDateTime);
        if (consent.Check(command.Accepted, SecretToken.Hash(token), user.Id, now, now + UsedWithin).Refusal is { } no)
        {
            return no;
        }

        var email = await vault.OpenAsync(consent.Email, cancellationToken);
        db.OutgoingMessages.Add(command.Accepted
            ? post.Mail(consent.SubjectId, email, MessageTemplate.ParentalConsentAccepted, token)
            : post.Mail(consent.SubjectId, email, MessageTemplate.ParentalConsentRefused));
        await db.SaveChangesAsync(cancellationToken);
        return new ParentalConsentView(consent.Id, consent.State, null, null, null, consent.GivenAt);
    }
}

internal sealed class ParentalConsentsHandler(AccountsDbContext db, IAccessGate gate, IVault vault, ICurrentUser user) : IQueryHandler<ParentalConsents, ParentalConsentView[]>
{
    private const int Most = 100;

    public async Task<Result<ParentalConsentView[]>> Handle(ParentalConsents query, CancellationToken cancellationToken)
    {
        var purpose = user.Role is Role.Support ? Purpose.AccountManagement : Purpose.CaseHandling;
        List<ParentalConsentView> views = [];
        var waiting = await db.ParentalConsents.AsNoTracking().Where(c => c.State == ParentalConsentState.Given).OrderBy(c => c.GivenAt).Take(Most).ToListAsync(cancellationToken);
        foreach (var consent in waiting)
        {
            if (await gate.AskAsync(new AccessRequest(consent.SubjectId, DataClass.Identity, AccessMode.Read, purpose, consent.Id), cancellationToken) is { } no)
            {
                return no;
            }

            var guardian = await vault.OpenAsync(consent.Guardian!, cancellationToken);
            views.Add(new ParentalConsentView(
                consent.Id, consent.State, guardian.Name, guardian.Relation, await vault.OpenAsync(consent.Email, cancellationToken), consent.GivenAt));
        }

        return views.ToArray();
    }
}
