using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application;

/// <summary>A-07 to: who is old enough, and what happens to those who are not.</summary>
/// <param name="Evidence">A-07: what is asked.</param>
/// <param name="Minimum">A-08: age in years from which a client registers alone; null = any.</param>
/// <param name="MajorityByCountry">A-09: country code (or DEFAULT) to the age of majority; null = the minimum holds everywhere.</param>
/// <param name="MinorMode">A-10.</param>
/// <param name="Floor">A-11: below it nobody registers, with or without a parent; null = none.</param>
/// <param name="ParentalConsentCountries">A-12: country codes, or ALL.</param>
/// <param name="DiscoveredMinor">A-13: erasure of minors found later; null = off.</param>
/// <param name="LimitedFeatures">A-14: what a limited minor does not get.</param>
/// <param name="ParentalVerification">A-42: how a parent's consent is verified; null = not used.</param>
internal sealed record AgePolicy(
    AgeEvidence Evidence,
    int? Minimum,
    IReadOnlyDictionary<string, int>? MajorityByCountry,
    MinorMode MinorMode,
    int? Floor,
    IReadOnlyList<string> ParentalConsentCountries,
    DiscoveredMinorPolicy? DiscoveredMinor,
    IReadOnlyList<string> LimitedFeatures,
    ParentalVerification? ParentalVerification)
{
    private bool WithParent => MinorMode is MinorMode.LimitedWithParentalConsent or MinorMode.AllowedWithParentalConsent;

    public IEnumerable<ProfileFault> Check() => CheckAges().Concat(CheckParents());

    private IEnumerable<ProfileFault> CheckAges()
    {
        if (Minimum is < 0 or > 120)
        {
            yield return new("age.minimum", "must be between 0 and 120");
        }

        if (Minimum is null && MinorMode != MinorMode.Allowed)
        {
            yield return new("age.minimum", "must be given unless age.minorMode is Allowed");
        }

        if (Floor is < 0 || Floor > (Minimum ?? 120))
        {
            yield return new("age.floor", "must be between 0 and age.minimum");
        }

        foreach (var (country, age) in MajorityByCountry ?? new Dictionary<string, int>())
        {
            if (age is < 1 or > 120 || !(country == "DEFAULT" || IsCountry(country)))
            {
                yield return new($"age.majorityByCountry.{country}", "must be a country code of two capitals, or DEFAULT, with an age between 1 and 120");
            }
        }

        if (DiscoveredMinor is { } found && (found.Below is < 1 or > 120 || found.FrozenBelow <= found.Below))
        {
            yield return new("age.discoveredMinor", "must have below between 1 and 120, and frozenBelow above it or null");
        }

        if (DiscoveredMinor is { } minor && minor.FrozenBelow.HasValue != minor.FrozenFor.HasValue)
        {
            yield return new("age.discoveredMinor.frozenFor", "must be given when frozenBelow is, and only then");
        }
    }

    private IEnumerable<ProfileFault> CheckParents()
    {
        if (WithParent != ParentalVerification.HasValue)
        {
            yield return new("age.parentalVerification", "must be given when age.minorMode asks for parental consent, and only then");
        }

        if (WithParent != (ParentalConsentCountries.Count > 0))
        {
            yield return new("age.parentalConsentCountries", "must name countries or ALL when age.minorMode asks for parental consent, and only then");
        }

        var alone = ParentalConsentCountries.Count == 1 && ParentalConsentCountries[0] == "ALL";
        if (!alone && ParentalConsentCountries.Any(c => !IsCountry(c)))
        {
            yield return new("age.parentalConsentCountries", "must be country codes of two capitals, or ALL alone");
        }

        if (LimitedFeatures.Count > 0 && MinorMode != MinorMode.LimitedWithParentalConsent)
        {
            yield return new("age.limitedFeatures", "must be empty unless age.minorMode is LimitedWithParentalConsent");
        }
    }

    private static bool IsCountry(string code) => code.Length == 2 && code.All(char.IsAsciiLetterUpper);
}

internal enum AgeEvidence
{
    BirthYear,
    Age,
    DateOfBirth,
    SelfDeclaration,
}

internal enum MinorMode
{
    Allowed,
    Refuse,
    LimitedWithParentalConsent,
    AllowedWithParentalConsent,
}

internal enum ParentalVerification
{
    GuardianEmailAndStaffCheck,
}

/// <summary>A-13, X-13.</summary>
/// <param name="Below">Younger than this: erased.</param>
/// <param name="Deadline">How soon after the age is confirmed.</param>
/// <param name="FrozenBelow">Younger than this but not below: frozen and asked; null = nobody is.</param>
/// <param name="FrozenFor">How long a frozen account waits for a parent before it is erased.</param>
internal sealed record DiscoveredMinorPolicy(int Below, CalendarPeriod Deadline, int? FrozenBelow, CalendarPeriod? FrozenFor);

/// <summary>A-16, A-17.</summary>
/// <param name="MinLength">A-16: characters.</param>
/// <param name="Classes">A-16: how many of lower case, upper case, digit, other.</param>
/// <param name="DenyCommon">A-16: guessable passwords are refused.</param>
/// <param name="Reminder">A-17: how old a password is when a change is suggested; null = never.</param>
internal sealed record PasswordPolicy(int MinLength, int Classes, bool DenyCommon, CalendarPeriod? Reminder)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (MinLength is < 8 or > 64)
        {
            yield return new("password.minLength", "must be between 8 and 64");
        }

        if (Classes is < 1 or > 4)
        {
            yield return new("password.classes", "must be between 1 and 4");
        }
    }
}

/// <summary>A-18, A-19, A-39.</summary>
/// <param name="Transport">A-18: how the token travels.</param>
/// <param name="IdleTimeout">A-19: a session unused this long ends; null = never.</param>
/// <param name="StaffIdleTimeout">The same for members of staff (R38); null = as for everybody.</param>
/// <param name="Lockout">A-39.</param>
internal sealed record AuthPolicy(TokenTransport Transport, CalendarPeriod? IdleTimeout, CalendarPeriod? StaffIdleTimeout, LockoutPolicy Lockout)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (!IsTimeout(IdleTimeout))
        {
            yield return new("auth.idleTimeout", "must be hours, minutes or seconds, at least PT1M");
        }

        if (!IsTimeout(StaffIdleTimeout))
        {
            yield return new("auth.staffIdleTimeout", "must be hours, minutes or seconds, at least PT1M");
        }

        if (Lockout.Attempts is < 3 or > 100)
        {
            yield return new("auth.lockout.attempts", "must be between 3 and 100");
        }

        if (Lockout.Window.Months + Lockout.Window.Days > 0 || Lockout.Window.Elapsed < TimeSpan.FromMinutes(1))
        {
            yield return new("auth.lockout.window", "must be hours, minutes or seconds, at least PT1M");
        }
    }

    private static bool IsTimeout(CalendarPeriod? period) =>
        period is not { } idle || (idle.Months + idle.Days == 0 && idle.Elapsed >= TimeSpan.FromMinutes(1));
}

internal enum TokenTransport
{
    Bearer,
    BearerOrCookie,
}

/// <summary>A-39.</summary>
/// <param name="Attempts">Failed sign-ins after which further ones are refused.</param>
/// <param name="Window">In what time they count, and for how long they are refused.</param>
internal sealed record LockoutPolicy(int Attempts, CalendarPeriod Window);

/// <summary>A-24, A-27, A-28, A-41.</summary>
/// <param name="Account">A-24: after closure.</param>
/// <param name="Personal">A-41: everything else, from the last interaction.</param>
/// <param name="Usage">A-27: from the event.</param>
/// <param name="SecurityEvents">A-28: from the event.</param>
internal sealed record AccountsRetention(CalendarPeriod Account, CalendarPeriod Personal, CalendarPeriod Usage, CalendarPeriod SecurityEvents)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (Usage == Personal || !Usage.IsSurelyWithin(Personal))
        {
            yield return new("retention.usage", "must be shorter than retention.personal");
        }

        if (!Usage.IsSurelyWithin(SecurityEvents))
        {
            yield return new("retention.securityEvents", "must not be shorter than retention.usage");
        }
    }
}
