namespace Monolith.BuildingBlocks.Profiles;

/// <summary>The profile's section <c>platform</c>: what holds for every module.</summary>
/// <param name="Profile">P-01: the profile's key, fixed for the life of a database.</param>
/// <param name="Provider">P-02.</param>
/// <param name="Scope">P-03: what the policy covers.</param>
/// <param name="Clock">P-04: the calendar on which deadlines are counted.</param>
public sealed record PlatformPolicy(string Profile, ProviderIdentity Provider, IReadOnlyList<string> Scope, PolicyCalendar Clock) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check()
    {
        if (Profile.Length is 0 or > 40 || Profile.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)))
        {
            yield return new("profile", "must be 1 to 40 lower-case letters and digits");
        }

        if (string.IsNullOrWhiteSpace(Provider.LegalName))
        {
            yield return new("provider.legalName", "must not be empty");
        }

        if (Scope.Count == 0)
        {
            yield return new("scope", "must name at least one thing");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Clock.TimeZone, out _))
        {
            yield return new("clock.timeZone", "must be a time zone of the IANA list");
        }
    }
}

/// <summary>Who provides the service.</summary>
/// <param name="LegalName">P-02: the legal name.</param>
public sealed record ProviderIdentity(string LegalName);

/// <summary>The calendar on which deadlines are counted (P-04, X-34).</summary>
/// <param name="TimeZone">IANA name of the zone in which days are counted.</param>
/// <param name="Holidays">Days that are no business days.</param>
public sealed record PolicyCalendar(string TimeZone, IReadOnlyList<DateOnly> Holidays)
{
    /// <summary>The end of a period that starts at an instant (UTC), counted on this calendar.</summary>
    public DateTime Add(DateTime utc, CalendarPeriod period) => period.AddTo(utc, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    /// <summary>The end of a number of business days that starts at an instant (UTC), counted on this calendar.</summary>
    public DateTime AddBusinessDays(DateTime utc, int days) => CalendarPeriod.AddBusinessDays(utc, days, TimeZoneInfo.FindSystemTimeZoneById(TimeZone), Holidays);
}
