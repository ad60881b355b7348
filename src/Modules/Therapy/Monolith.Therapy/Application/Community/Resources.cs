using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.BuildingBlocks.Profiles;
using Monolith.Consent.Contracts;
using Monolith.GraphQL.Relay;
using Monolith.Therapy.Domain;
using Monolith.Therapy.Infrastructure;

namespace Monolith.Therapy.Application.Community;

/// <summary>A resource that the service points to.</summary>
/// <param name="Id">What <c>withdrawResource</c> takes.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Summary">What to expect of it.</param>
/// <param name="Link">A path of this site, or an https address of another one.</param>
/// <param name="External">Whether the link leaves this site (O7-11.1).</param>
/// <param name="Notice">What to show beside a link that leaves this site (O7-11.2, AP-139); null where the policy has no such notice.</param>
/// <param name="PublishedAt">Since when it is shown.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null while it is shown.</param>
internal sealed record ResourceView(Guid Id, string Title, string Summary, string Link, bool External, string? Notice, DateTime PublishedAt, DateTime? WithdrawnAt);

/// <summary>What is said beside a link that leaves this site (C-43).</summary>
internal sealed class OutsideNotice(PolicyProfile profile, ILinkFacts links)
{
    /// <summary>How a resource looks.</summary>
    public ResourceView ViewOf(Resource resource) => new(
        resource.Id, resource.Title, resource.Summary, resource.Link, resource.IsOutside, resource.IsOutside && links.HasNoticeOnOutsideLinks ? Words() : null,
        resource.PublishedAt, resource.WithdrawnAt);

    private string Words() =>
        $"This link leaves for a site that {profile.Platform.Provider.LegalName} does not run. Read the privacy policy of that site: "
        + $"{profile.Platform.Provider.LegalName} has no control over it, takes no responsibility for it and gives no warranty for what is there.";
}

/// <summary>
/// The resources that the service points to, in the order they were published; 20 unless <c>first</c> or <c>last</c> says otherwise, 100 at most. Refused with
/// FEATURE_DISABLED where the service has none.
/// </summary>
/// <param name="First">How many from the front.</param>
/// <param name="After">Only what comes after this cursor.</param>
/// <param name="Last">How many from the end.</param>
/// <param name="Before">Only what comes before this cursor.</param>
[Query, AllowAnyone]
internal sealed record Resources(int? First = null, string? After = null, int? Last = null, string? Before = null) : IQuery<Connection<ResourceView>>;

internal sealed class ResourcesHandler(TherapyDbContext db, TherapyPolicy policy, OutsideNotice notice) : IQueryHandler<Resources, Connection<ResourceView>>
{
    public async Task<Result<Connection<ResourceView>>> Handle(Resources query, CancellationToken cancellationToken)
    {
        if (!policy.Community.Resources)
        {
            return new FeatureDisabled("A directory of resources");
        }

        var page = Keyset.Page(query.First, query.After, query.Last, query.Before);
        var slice = await Keyset.Slice(db.Resources.AsNoTracking().Where(r => r.WithdrawnAt == null), page).ToListAsync(cancellationToken);
        return Connection<ResourceView>.FromSlice([.. slice.Select(notice.ViewOf)], page, static view => Keyset.CursorOf(view.Id));
    }
}
