using Monolith.Consent.Contracts;

namespace Monolith.Consent.Application.Tracking;

/// <summary>The profile's own lasting cookies that keep preferences, as their purposes say, and what was chosen about them.</summary>
internal sealed class CookieFacts(ConsentPolicy policy, TrackingChoices choices) : ICookieFacts
{
    private static readonly Dictionary<string, CookieContent> ByPurpose = new(StringComparer.Ordinal)
    {
        ["language"] = CookieContent.Language,
        ["username"] = CookieContent.UserName,
        ["customisation"] = CookieContent.Customisation,
    };

    public CookieContent Possible => Of(policy.Cookies.Categories);

    public async Task<CookieContent> AllowedAsync(Guid? accountId, string? visitor, CancellationToken cancellationToken)
    {
        if (Possible is CookieContent.None)
        {
            return CookieContent.None;
        }

        var own = accountId is { } id ? await choices.OfAccountAsync(id, cancellationToken) : null;
        var browsers = await choices.OfVisitorAsync(visitor, cancellationToken);
        return Of(policy.Cookies.Categories.Where(c => own?.Chosen.ContainsKey(c.Name) is true ? own.Allows(c) : browsers.Allows(c)));
    }

    private static CookieContent Of(IEnumerable<CookieCategory> categories) => categories
        .Where(c => c is { Party: CookieParty.First, Type: CookieLife.Persistent }).SelectMany(c => c.Purposes)
        .Aggregate(CookieContent.None, static (all, purpose) => all | ByPurpose.GetValueOrDefault(purpose));
}
