using System.Globalization;
using Monolith.Accounts.Domain;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application.Registering;

/// <summary>Who is old enough to register (CA-13.1, A-07 to A-12).</summary>
internal static class AgeGate
{
    private const int Oldest = 130;

    /// <summary>The refusal, or null when the person may register.</summary>
    /// <param name="policy">The profile's rule.</param>
    /// <param name="evidence">What the person sent.</param>
    /// <param name="today">The date where the service is.</param>
    /// <param name="parent">What is known of a parent's consent.</param>
    public static Refusal? Check(AgePolicy policy, AgeEvidenceGiven evidence, DateOnly today, ParentGiven parent)
    {
        if (policy.MinorMode is MinorMode.Refuse && evidence.AffirmAdult is not true)
        {
            return new AgeRestricted($"Affirm that you are {policy.Minimum} years or older: this service is for adults.");
        }

        if (policy.Evidence is AgeEvidence.SelfDeclaration)
        {
            return null;
        }

        var (field, years) = policy.Evidence switch
        {
            AgeEvidence.Age => ("age", evidence.Age),
            AgeEvidence.BirthYear => ("yearOfBirth", today.Year - evidence.YearOfBirth),
            _ => ("dateOfBirth", YearsSince(evidence.DateOfBirth, today)),
        };
        return years switch
        {
            null => new FieldRequired(field, "This service asks for it."),
            < 0 or > Oldest => new FieldRequired(field, "This is no age of a living person."),
            { } age => CheckAge(policy, age, parent),
        };
    }

    private static Refusal? CheckAge(AgePolicy policy, int age, ParentGiven parent) => policy.Minimum switch
    {
        { } minimum when age >= minimum || policy.MinorMode is MinorMode.Allowed => null,
        null => null,
        { } minimum when policy.MinorMode is MinorMode.Refuse => AgeRestricted.Below(minimum),
        _ when age < policy.Floor => AgeRestricted.Below(policy.Floor.Value),
        _ when parent.HasConsented => null,
        { } minimum => parent.IsNeeded ? new ParentalConsentRequired() : AgeRestricted.Below(minimum),
    };

    /// <summary>The age that these details tell today; null when they tell none.</summary>
    public static int? AgeIn(IReadOnlyDictionary<string, string> details, DateOnly today) =>
        int.TryParse(details.GetValueOrDefault("age"), NumberStyles.None, CultureInfo.InvariantCulture, out var age) ? age : YearsSince(BirthIn(details), today);

    /// <summary>The date of birth in these details, if there is one.</summary>
    public static DateOnly? BirthIn(IReadOnlyDictionary<string, string> details) =>
        DateOnly.TryParseExact(details.GetValueOrDefault("dateOfBirth"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;

    /// <summary>The date where the service is.</summary>
    public static DateOnly Today(PolicyProfile profile, TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(clock.GetUtcNow().UtcDateTime, TimeZoneInfo.FindSystemTimeZoneById(profile.Platform.Clock.TimeZone)));

    /// <summary>Whole years between the two; null without a date.</summary>
    public static int? YearsSince(DateOnly? born, DateOnly today) => born is { } on
        ? today.Year - on.Year - (today < on.AddYears(today.Year - on.Year) ? 1 : 0)
        : null;
}

/// <summary>What a person sent about their age.</summary>
/// <param name="Age">In years.</param>
/// <param name="YearOfBirth">The year alone.</param>
/// <param name="DateOfBirth">The whole date.</param>
/// <param name="AffirmAdult">Whether they affirmed to be of age.</param>
internal sealed record AgeEvidenceGiven(int? Age, int? YearOfBirth, DateOnly? DateOfBirth, bool? AffirmAdult);

/// <summary>What is known of a parent's consent.</summary>
/// <param name="IsNeeded">Whether the profile asks for it in the applicant's country .</param>
/// <param name="HasConsented">Whether a consent that was checked came with the registration.</param>
internal sealed record ParentGiven(bool IsNeeded, bool HasConsented);
