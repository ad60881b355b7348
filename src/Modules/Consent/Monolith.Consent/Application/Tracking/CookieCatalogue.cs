using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;

namespace Monolith.Consent.Application.Tracking;

/// <summary>A category of cookies (C-23).</summary>
/// <param name="Name">What <c>setCookieChoices</c> takes.</param>
/// <param name="Type">SESSION cookies end with the browser; PERSISTENT ones outlive it.</param>
/// <param name="Administrator">Who sets them.</param>
/// <param name="Party">FIRST or THIRD; third parties can recognise a person elsewhere.</param>
/// <param name="OutsidePolicy">Cookies of third parties are outside this policy and our control (AP-79).</param>
/// <param name="Purposes">What they are for.</param>
/// <param name="Allowed">Whether they may be set for whoever asks: as chosen, or as it is before anything is chosen.</param>
/// <param name="Chosen">Whether that was chosen.</param>
internal sealed record CookieCategoryView(
    string Name, CookieLife Type, string Administrator, CookieParty Party, bool OutsidePolicy, IReadOnlyList<string> Purposes, bool Allowed, bool Chosen)
{
    public static CookieCategoryView Of(CookieCategory category, TrackingChoice choice) => new(
        category.Name, category.Type, category.Administrator, category.Party, category.Party is CookieParty.Third, category.Purposes,
        choice.Allows(category), choice.Chosen.ContainsKey(category.Name));
}

/// <summary>All cookies of the service, by category.</summary>
/// <param name="Mode">NONE: no cookies; NOTICE: the browser manages them; CATEGORIES: chosen by category.</param>
/// <param name="Categories">The categories; none are set outside them.</param>
/// <param name="AffectedFeatures">What does not work with the choices of whoever asks (O7-1.15, AP-78). A token works without any cookie.</param>
/// <param name="Guide">An address where cookies are explained to anybody.</param>
internal sealed record CookieCatalogueView(CookieMode Mode, IReadOnlyList<CookieCategoryView> Categories, IReadOnlyList<string> AffectedFeatures, string? Guide);

/// <summary>The cookies this service sets, with the choices of whoever asks (C-22, C-23).</summary>
/// <param name="Visitor">The token that <c>setCookieChoices</c> answered to somebody who is not signed in.</param>
[Query, AllowAnyone]
internal sealed record CookieCatalogue(string? Visitor = null) : IQuery<CookieCatalogueView>;

internal sealed class CookieCatalogueHandler(ConsentPolicy policy, TrackingChoices choices) : IQueryHandler<CookieCatalogue, CookieCatalogueView>
{
    public async Task<Result<CookieCatalogueView>> Handle(CookieCatalogue query, CancellationToken cancellationToken)
    {
        var choice = await choices.OfAsync(query.Visitor, cancellationToken);
        return new CookieCatalogueView(
            policy.Cookies.Mode,
            [.. policy.Cookies.Categories.Select(c => CookieCategoryView.Of(c, choice))],
            [.. policy.Cookies.Categories.Where(c => !choice.Allows(c)).SelectMany(c => c.Features).Distinct()],
            policy.Cookies.Guide);
    }
}
