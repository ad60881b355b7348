using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Access;
using Monolith.BuildingBlocks.Messaging;
using Monolith.Consent.Application.Integration;
using Monolith.Consent.Contracts;

namespace Monolith.Consent.Application.Tracking;

/// <summary>A tool of an outside vendor that follows how the service is used (C-24).</summary>
/// <param name="Key">What <c>optOutOfAnalytics</c> takes.</param>
/// <param name="Vendor">Its name.</param>
/// <param name="Kind">What is placed in the page.</param>
/// <param name="Channels">WEB, DESKTOP, MOBILE.</param>
/// <param name="Category">The category of cookies whose choice decides over it; null when none does.</param>
/// <param name="Reports">What its reports tell of people beyond use: DEMOGRAPHICS, INTERESTS.</param>
/// <param name="OptOutLink">The vendor's own page to opt out on.</param>
/// <param name="Terms">The vendor's terms.</param>
/// <param name="CanOptOut">Whether <c>optOutOfAnalytics</c> takes it.</param>
internal sealed record TrackerView(
    string Key, string Vendor, TrackerKind Kind, IReadOnlyList<string> Channels, string? Category, IReadOnlyList<string> Reports, string? OptOutLink,
    string? Terms, bool CanOptOut)
{
    public static TrackerView Of(TrackerEntry tracker, bool canOptOut) => new(
        TrackingChoices.KeyOf(tracker), tracker.Vendor, tracker.Kind, tracker.Channels, tracker.Category, tracker.Reports,
        tracker.OptOut?.StartsWith("https:", StringComparison.Ordinal) is true ? tracker.OptOut : null, tracker.Terms, canOptOut);
}

/// <summary>Which tools may follow whoever asks: those of the region that no choice closed.</summary>
internal sealed class TrackerRules(ConsentPolicy policy, TrackingChoices choices, ConsentFacts consents, ICurrentUser user)
{
    /// <summary>What an entry of the profile says when its opt-out is that of a purpose.</summary>
    private const string ByPurpose = "PURPOSE";

    /// <summary>The tools that may run now.</summary>
    /// <param name="visitor">The token of a visitor.</param>
    /// <param name="region">Where the person is; all regions when not known.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<IReadOnlyList<TrackerEntry>> OpenAsync(string? visitor, string? region, CancellationToken cancellationToken)
    {
        var choice = await choices.OfAsync(visitor, cancellationToken);
        var improvement = user.Role is Role.Visitor ? ConsentState.NotGiven : await consents.StateAsync(user.Id, ConsentPurpose.Improvement, cancellationToken);
        return
        [
            .. from tracker in policy.Trackers.Register
               where region is null || tracker.Regions.Contains("ALL") || tracker.Regions.Contains(region)
               where !choice.OptedOut.Contains(TrackingChoices.KeyOf(tracker))
               where tracker.OptOut != ByPurpose || improvement is not ConsentState.Withdrawn
               where tracker.Category is null || choice.Allows(policy.Cookies.Categories.First(c => c.Name == tracker.Category))
               select tracker,
        ];
    }
}

/// <summary>The tools that may follow whoever asks, after their choices: a front end places these and no others (C-24, O7-1.21, AP-82).</summary>
/// <param name="Region">The region code of where the person is; tools of all regions when absent (AP-83).</param>
/// <param name="Visitor">The token that <c>setCookieChoices</c> answered to somebody who is not signed in.</param>
[Query("trackers"), AllowAnyone]
internal sealed record OpenTrackers(string? Region = null, string? Visitor = null) : IQuery<IReadOnlyList<TrackerView>>;

internal sealed class OpenTrackersHandler(ConsentPolicy policy, TrackerRules rules) : IQueryHandler<OpenTrackers, IReadOnlyList<TrackerView>>
{
    public async Task<Result<IReadOnlyList<TrackerView>>> Handle(OpenTrackers query, CancellationToken cancellationToken)
    {
        var open = await rules.OpenAsync(query.Visitor, query.Region, cancellationToken);
        TrackerView[] views = [.. open.Select(t => TrackerView.Of(t, policy.Trackers.VendorOptOut))];
        return views;
    }
}
