using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Credentials;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Partners;

/// <summary>
/// Links your account with a person of a partner, so that the partner's tokens sign you in. The partner learns nothing of it; you are told by mail. Refused with
/// FEATURE_DISABLED, FIELD_REQUIRED, CONSENT_REQUIRED, PASSWORD_WRONG, RATE_LIMITED, PARTNER_TOKEN_REFUSED, PARTNER_UNAVAILABLE, PARTNER_SUBJECT_TAKEN,
/// ILLEGAL_STATE.
/// </summary>
/// <param name="Partner">Its key.</param>
/// <param name="Token">An ID token of the person, not used before.</param>
/// <param name="NonceSecret">As for <c>signInWithPartner</c>.</param>
/// <param name="Password">Yours, as fresh proof (R40).</param>
/// <param name="Agree">That whoever can sign in there can sign in here from now on.</param>
[Mutation(Payload = "link"), Allow(Role.Client, Role.Therapist), Idempotent, GraphQLAlone, OwnData(DataClass.Identity, AccessMode.Write, Purpose.AccountManagement)]
internal sealed record LinkPartner(
    string Partner, [property: JsonIgnore] string Token, [property: JsonIgnore] string? NonceSecret, [property: JsonIgnore] string Password, bool Agree) : ICommand<PartnerLinkView>;

internal sealed class LinkPartnerHandler(
    AccountsDbContext db, PartnerTokens tokens, OwnPassword own, Postbox post, IVault vault, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<LinkPartner, PartnerLinkView>
{
    public async Task<Result<PartnerLinkView>> Handle(LinkPartner command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (account is null)
        {
            return new AccountNotFound();
        }

        if (!command.Agree)
        {
            return new ConsentRequired("Agree that whoever can sign in there can sign in here.", "agree");
        }

        if (await own.CheckAsync(account, command.Password, cancellationToken) is { } wrong)
        {
            return wrong;
        }

        var read = await tokens.ReadAsync(command.Partner, command.Token, command.NonceSecret, cancellationToken);
        if ((read.Refusal ?? await WhyNotAsync(read.Value, account.Id, cancellationToken)) is { } no)
        {
            return no;
        }

        var proof = read.Value;
        var link = new PartnerLink
        {
            AccountId = account.Id, Partner = proof.Partner.Key, SubjectIndex = proof.SubjectIndex, Subject = Sealed.Of(proof.Subject), LinkedAt = clock.GetUtcNow().UtcDateTime,
        };
        db.PartnerLinks.Add(link);
        db.SpentPartnerTokens.Add(proof.Spent);
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.PartnerLinked));
        await db.SaveChangesAsync(cancellationToken);
        return PartnerLinkView.Of(link, proof.Partner);
    }

    private async Task<Refusal?> WhyNotAsync(PartnerProof proof, Guid accountId, CancellationToken cancellationToken)
    {
        if (await db.SpentPartnerTokens.AnyAsync(t => t.Hash == proof.Spent.Hash, cancellationToken))
        {
            return new PartnerTokenRefused();
        }

        var holders = await db.PartnerLinks.Where(l => l.SubjectIndex == proof.SubjectIndex || (l.AccountId == accountId && l.Partner == proof.Partner.Key)).Select(l => l.AccountId).ToListAsync(cancellationToken);
        return holders.Count == 0 ? null : holders.TrueForAll(id => id == accountId) ? Linked() : new PartnerSubjectTaken();
    }

    /// <summary>The account has a link with this partner.</summary>
    public static IllegalState Linked() => new("Your account is linked with a person of this partner already.");
}
