using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application.Minors;

/// <summary>The instants that matter to somebody under age, on the provider's calendar.</summary>
internal sealed class MinorClock(AccountsPolicy policy, PolicyProfile profile)
{
    /// <summary>Whether somebody of this age needs a parent here and in this country .</summary>
    public bool NeedsParent(string? country) =>
        policy.Age.ParentalConsentCountries.Contains("ALL") || country is null || policy.Age.ParentalConsentCountries.Contains(country.ToUpperInvariant());

    /// <summary>When somebody born then comes of age.</summary>
    public DateTime AdultAt(DateOnly born)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(profile.Platform.Clock.TimeZone);
        return TimeZoneInfo.ConvertTimeToUtc(born.AddYears(policy.Age.Minimum ?? 0).ToDateTime(TimeOnly.MinValue), zone);
    }

    /// <summary>When somebody of this age comes of age at the latest, where the date of birth is not known.</summary>
    public DateTime AdultAt(int age, DateTime now) => now.AddYears((policy.Age.Minimum ?? 0) - age);

    /// <summary>Until when a frozen account waits for a parent .</summary>
    public DateTime FrozenUntil(DateTime now) =>
        policy.Age.DiscoveredMinor is { } rule ? profile.Platform.Clock.Add(now, rule.FrozenFor ?? rule.Deadline) : now;

    /// <summary>When an account that leaves is erased at the latest .</summary>
    public DateTime LeavingUntil(DateTime now) => policy.Age.DiscoveredMinor is { } rule ? profile.Platform.Clock.Add(now, rule.Deadline) : now;
}
