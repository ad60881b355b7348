using Monolith.BuildingBlocks;

namespace Monolith.Matching.Domain;

/// <summary>A gender a therapist may state and a client may wish for.</summary>
internal enum TherapistGender
{
    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Neither of the two.</summary>
    NonBinary,
}

/// <summary>What a therapist is qualified by (CA-2.14).</summary>
/// <param name="Qualification">Degree or training.</param>
/// <param name="RegistrationNumber">Number in the register of the profession.</param>
/// <param name="RegisteredWith">Who keeps the register.</param>
internal sealed record CredentialContent(string Qualification, string? RegistrationNumber, string? RegisteredWith);

/// <summary>Who a therapist is beside the profession (CA-2.19).</summary>
/// <param name="Gender">Gender.</param>
/// <param name="YearOfBirth">Year of birth.</param>
/// <param name="Region">Where the therapist comes from.</param>
internal sealed record DemographicContent(TherapistGender? Gender, int? YearOfBirth, string? Region);

/// <summary>Anything else about the practice (CA-2.18).</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">What it says.</param>
internal sealed record PracticeField(string Name, string Text);

/// <summary>A therapist's profile as submitted, checked for shape.</summary>
internal sealed record ProfileContent(
    string DisplayName, string Bio, List<string> Languages, List<string> Approaches, List<string> Specialisations,
    CredentialContent? Credentials, DemographicContent? Demographics, bool DemographicsPublic, List<PracticeField> Practice)
{
    private const int LongestName = 80;
    private const int LongestText = 4000;
    private const int MostPracticeFields = 20;

    /// <summary>Refuses what is missing or too long.</summary>
    public Refusal? Check() =>
        DisplayName.Length is 0 or > LongestName ? new FieldRequired("displayName", $"1 to {LongestName} characters.")
        : Bio.Length > LongestText ? new FieldRequired("bio", $"At most {LongestText} characters.")
        : Credentials is { Qualification: var text } && text.Trim().Length is 0 or > LongestText ? new FieldRequired("credentials.qualification", "Say what qualifies you.")
        : Credentials?.RegistrationNumber?.Length > LongestName || Credentials?.RegisteredWith?.Length > LongestName
            ? new FieldRequired("credentials", $"Register and number have at most {LongestName} characters each.")
        : Demographics?.YearOfBirth is < 1900 or > 2100 ? new FieldRequired("demographics.yearOfBirth", "A year of four digits.")
        : Demographics?.Region?.Length > LongestName ? new FieldRequired("demographics.region", $"At most {LongestName} characters.")
        : Practice.Count > MostPracticeFields || Practice.Any(p => p.Name.Trim().Length is 0 or > LongestName || p.Text.Length > LongestText)
            ? new FieldRequired("practice", $"At most {MostPracticeFields} fields, each with a name.")
        : null;
}
