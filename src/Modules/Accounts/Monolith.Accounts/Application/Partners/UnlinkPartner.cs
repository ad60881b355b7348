using Microsoft.EntityFrameworkCore;
using Monolith.Accounts.Application.Messages;
using Monolith.Accounts.Domain;
using Monolith.Accounts.Infrastructure;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.GraphQL.Annotations;

namespace Monolith.Accounts.Application.Partners;

/// <summary>Ends a link with a partner: its tokens sign you in no more. You are told by mail. Refused with PARTNER_LINK_NOT_FOUND.</summary>
/// <param name="LinkId">One of <c>myPartnerLinks</c>.</param>
[Mutation(Payload = "link"), AllowSignedIn, Idempotent]
internal sealed record UnlinkPartner([property: ID] Guid LinkId) : ICommand<PartnerLinkView>;

/// <summary>Your links with partners, oldest first.</summary>
[Query, AllowSignedIn, OwnData(DataClass.Identity, AccessMode.Read, Purpose.AccountManagement)]
internal sealed record MyPartnerLinks : IQuery<PartnerLinkView[]>;

/// <summary>The partners whose tokens sign people in; empty on a host whose operator named none.</summary>
[Query, AllowAnyone]
internal sealed record Partners : IQuery<PartnerView[]>;

/// <summary>A link with a person of a partner.</summary>
/// <param name="LinkId">For <c>unlinkPartner</c>.</param>
/// <param name="Partner">The partner's key.</param>
/// <param name="Name">What it is called; the key where the operator removed it.</param>
/// <param name="LinkedAt">When you agreed to it.</param>
/// <param name="UsedAt">When it last signed you in.</param>
internal sealed record PartnerLinkView([property: ID] Guid LinkId, string Partner, string Name, DateTime LinkedAt, DateTime? UsedAt)
{
    public static PartnerLinkView Of(PartnerLink link, Partner? partner) => new(link.Id, link.Partner, partner?.Name ?? link.Partner, link.LinkedAt, link.UsedAt);
}

/// <summary>A company whose OpenID Connect tokens sign people in.</summary>
/// <param name="Key">What <c>signInWithPartner</c> names it by.</param>
/// <param name="Name">What people know it as.</param>
/// <param name="Issuer">Where people sign in; its metadata lie under it.</param>
/// <param name="Audience">The client id to ask for tokens with.</param>
/// <param name="NeedsNonce">Whether a token must carry the hash of a secret.</param>
internal sealed record PartnerView(string Key, string Name, string Issuer, string Audience, bool NeedsNonce);

internal sealed class UnlinkPartnerHandler(AccountsDbContext db, PartnerRegister register, Postbox post, IVault vault, ICurrentUser user) : ICommandHandler<UnlinkPartner, PartnerLinkView>
{
    public async Task<Result<PartnerLinkView>> Handle(UnlinkPartner command, CancellationToken cancellationToken)
    {
        var link = await db.PartnerLinks.SingleOrDefaultAsync(l => l.Id == command.LinkId && l.AccountId == user.Id, cancellationToken);
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == user.Id, cancellationToken);
        if (link is null || account is null)
        {
            return new PartnerLinkNotFound();
        }

        db.PartnerLinks.Remove(link);
        db.OutgoingMessages.Add(post.Mail(account.Id, await vault.OpenAsync(account.Email, cancellationToken), MessageTemplate.PartnerUnlinked));
        await db.SaveChangesAsync(cancellationToken);
        return PartnerLinkView.Of(link, register.Find(link.Partner));
    }
}

internal sealed class MyPartnerLinksHandler(AccountsDbContext db, PartnerRegister register, ICurrentUser user) : IQueryHandler<MyPartnerLinks, PartnerLinkView[]>
{
    public async Task<Result<PartnerLinkView[]>> Handle(MyPartnerLinks query, CancellationToken cancellationToken)
    {
        var links = await db.PartnerLinks.AsNoTracking().Where(l => l.AccountId == user.Id).OrderBy(l => l.Id).ToListAsync(cancellationToken);
        return links.Select(l => PartnerLinkView.Of(l, register.Find(l.Partner))).ToArray();
    }
}

internal sealed class PartnersHandler(PartnerRegister register) : IQueryHandler<Partners, PartnerView[]>
{
    public Task<Result<PartnerView[]>> Handle(Partners query, CancellationToken cancellationToken) =>
        Task.FromResult<Result<PartnerView[]>>(register.All.Select(p => new PartnerView(p.Key, p.Name, p.Issuer, p.Audience, p.Nonce)).ToArray());
}
