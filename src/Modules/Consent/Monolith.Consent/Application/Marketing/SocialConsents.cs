using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Vault;
using Monolith.Consent.Domain;
using Monolith.Consent.Infrastructure;

namespace Monolith.Consent.Application.Marketing;

/// <summary>A consent to use for marketing what stands at a link.</summary>
/// <param name="Id">The consent.</param>
/// <param name="RecordedAt">Since when.</param>
/// <param name="EndedAt">When it ended; null while it is in force.</param>
internal sealed record SocialConsentView(Guid Id, DateTime RecordedAt, DateTime? EndedAt)
{
    public static SocialConsentView Of(SocialConsent consent) => new(consent.Id, consent.RecordedAt, consent.EndedAt);
}

/// <summary>
/// Records that something on a social page was published in a way that agrees to its use for marketing, as by a hashtag (AP-138, C-44). It covers this link alone.
/// Refused with FEATURE_DISABLED where the policy has no such consent, and with FIELD_REQUIRED for what is no https address elsewhere.
/// </summary>
/// <param name="Link">Where it stands: an https address of a social page.</param>
[Mutation, Allow(Role.Marketing, Role.PrivacyOfficer, Role.Administrator), Idempotent]
internal sealed record RecordSocialConsent(string Link) : ICommand<SocialConsentView>;

/// <summary>Ends such a consent, as its giver asked: the link is erased. Refused with CONSENT_NOT_GIVEN when there is none in force.</summary>
/// <param name="Link">The link it was recorded for.</param>
[Mutation(Payload = "socialConsent"), Allow(Role.Marketing, Role.PrivacyOfficer, Role.Support, Role.Administrator), Idempotent]
internal sealed record EndSocialConsent(string Link) : ICommand<SocialConsentView>;

/// <summary>
/// The consent under which content may be used for marketing. Content of the platform (a forum post, a testimonial) has none of this kind, whoever
/// wrote it. Refused with CONSENT_REQUIRED.
/// </summary>
/// <param name="Source">Where the content stands: an https address, or a path of this site.</param>
[Query("marketingUse"), Allow(Role.Marketing, Role.PrivacyOfficer, Role.Administrator)]
internal sealed record MarketingUse(string Source) : IQuery<SocialConsentView>;

/// <summary>Finds such consents by their links.</summary>
internal sealed class SocialLinks(ConsentDbContext db, IVault vault)
{
    private const int Longest = 2000;

    /// <summary>A link as it is compared: what follows # is of the reader's page and not of the content; null for what is no address of a social page.</summary>
    public static string? Read(string written) =>
        written.Trim().Length <= Longest && Uri.TryCreate(written.Trim(), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps
        && link is { UserInfo: "", IsLoopback: false, HostNameType: UriHostNameType.Dns, PathAndQuery.Length: > 1 }
            ? link.GetComponents(UriComponents.SchemeAndServer | UriComponents.PathAndQuery, UriFormat.UriEscaped)
            : null;

    /// <summary>The fingerprint of a link.</summary>
    public byte[] IndexOf(string link) => vault.BlindIndex("social link", link);

    /// <summary>The consent in force for a link.</summary>
    public async Task<SocialConsent?> FindAsync(string written, CancellationToken cancellationToken)
    {
        var index = Read(written) is { } link ? IndexOf(link) : null;
        return index is null ? null : await db.SocialConsents.SingleOrDefaultAsync(c => c.LinkIndex == index && c.EndedAt == null, cancellationToken);
    }
}

internal sealed class RecordSocialConsentHandler(ConsentDbContext db, ConsentPolicy policy, SocialLinks links, ICurrentUser user, TimeProvider clock)
    : ICommandHandler<RecordSocialConsent, SocialConsentView>
{
    public async Task<Result<SocialConsentView>> Handle(RecordSocialConsent command, CancellationToken cancellationToken)
    {
        if (!policy.Consent.Social)
        {
            return new FeatureDisabled("Consent by what is published on social pages") { Rule = "consent.social (C-44)" };
        }

        if (SocialLinks.Read(command.Link) is not { } link)
        {
            return new FieldRequired("link", "The https address of what was published.");
        }

        if (await links.FindAsync(command.Link, cancellationToken) is { } known)
        {
            return SocialConsentView.Of(known);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var consent = SocialConsent.Of(link, links.IndexOf(link), user.Id, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
        db.SocialConsents.Add(consent);
        await db.SaveChangesAsync(cancellationToken);
        return SocialConsentView.Of(consent);
    }
}

internal sealed class EndSocialConsentHandler(ConsentDbContext db, SocialLinks links, IVault vault, TimeProvider clock) : ICommandHandler<EndSocialConsent, SocialConsentView>
{
    public async Task<Result<SocialConsentView>> Handle(EndSocialConsent command, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(command.Link, cancellationToken) is not { } consent)
        {
            return new ConsentNotGiven();
        }

        await vault.DestroyAsync(consent.Id, [DataClass.Case], cancellationToken);
        consent.End(clock.GetUtcNow().UtcDateTime);
        await db.SaveChangesAsync(cancellationToken);
        return SocialConsentView.Of(consent);
    }
}

internal sealed class MarketingUseHandler(ConsentPolicy policy, SocialLinks links) : IQueryHandler<MarketingUse, SocialConsentView>
{
    public async Task<Result<SocialConsentView>> Handle(MarketingUse query, CancellationToken cancellationToken) =>
        policy.Consent.Social && await links.FindAsync(query.Source, cancellationToken) is { } consent
            ? SocialConsentView.Of(consent)
            : new ConsentRequired("Nobody agreed that this is used for marketing.") { Rule = "consent.social (C-44)" };
}
