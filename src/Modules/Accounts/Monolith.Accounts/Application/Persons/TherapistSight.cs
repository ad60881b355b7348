using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts.Application.Persons;

/// <summary>
/// Which fields of a matched client a therapist sees (CA-4.2, M-07). The setting is Matching's, <c>matching.matching.clientView</c>, which checks its
/// form; the fields that Accounts keeps are shown here, so it is read here too.
/// </summary>
internal sealed class TherapistSight(PolicyProfile profile)
{
    private readonly HashSet<string> shown =
        [.. profile.Settings.GetProperty("matching").GetProperty("matching").GetProperty("clientView").EnumerateArray().Select(field => field.GetString()!)];

    /// <summary>Whether this field is shown.</summary>
    public bool Shows(string field) => shown.Contains(field);
}
