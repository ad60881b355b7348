using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Grievance.Application;

/// <summary>G-07 to G-18, G-22, G-24, G-25: requests about one's own data.</summary>
/// <param name="Kinds">G-07; a kind outside the list is handled as OTHER with the same clock .</param>
/// <param name="Verification">G-08: identity is checked first.</param>
/// <param name="RespondWithin">G-09.</param>
/// <param name="AutoExecute">G-10: an erasure runs at its time though nobody decided.</param>
/// <param name="RefusalGrounds">G-11: the closed list.</param>
/// <param name="Explanation">G-12: an answer explains itself.</param>
/// <param name="CorrectionEvidence">G-13.</param>
/// <param name="PropagateToProcessors">G-14.</param>
/// <param name="Restriction">G-15: data may be stored and nothing else.</param>
/// <param name="Objection">G-16.</param>
/// <param name="Portability">G-17.</param>
/// <param name="Authorities">G-18: country code to the supervisory authority's name; empty = off.</param>
/// <param name="ExpireWithRetention">G-22: no remedy once the data is gone.</param>
/// <param name="RetainedCategories">G-24: kept through an erasure, and named in the answer.</param>
/// <param name="FourEyes">G-25: a refusal for its cost needs a second approver.</param>
internal sealed record RightsPolicy(
    IReadOnlyList<string> Kinds,
    bool Verification,
    CalendarPeriod RespondWithin,
    bool AutoExecute,
    IReadOnlyList<string> RefusalGrounds,
    bool Explanation,
    bool CorrectionEvidence,
    bool PropagateToProcessors,
    bool Restriction,
    ObjectionMode Objection,
    PortabilityMode Portability,
    IReadOnlyDictionary<string, string> Authorities,
    bool ExpireWithRetention,
    IReadOnlyList<string> RetainedCategories,
    bool FourEyes)
{
    public IEnumerable<ProfileFault> Check()
    {
        if (Kinds.Count == 0 || Kinds.Distinct().Count() != Kinds.Count)
        {
            yield return new("rights.kinds", "must name at least one kind, each once");
        }

        if (Restriction != Kinds.Contains("RESTRICTION"))
        {
            yield return new("rights.restriction", "must be true when rights.kinds has RESTRICTION, and only then");
        }

        if (Portability == PortabilityMode.Off == Kinds.Contains("PORTABILITY"))
        {
            yield return new("rights.portability", "must be Off unless rights.kinds has PORTABILITY");
        }

        if (AutoExecute && !Kinds.Contains("ERASURE"))
        {
            yield return new("rights.autoExecute", "must be false when rights.kinds has no ERASURE");
        }

        foreach (var country in Authorities.Keys.Where(c => c.Length != 2 || !c.All(char.IsAsciiLetterUpper)))
        {
            yield return new($"rights.authorities.{country}", "must be a country code of two capitals");
        }
    }
}

internal enum ObjectionMode
{
    Off,
    OptOut,
    NonConsentBases,
    WithDirectMarketing,
}

internal enum PortabilityMode
{
    Off,
    Export,
    ExportOrTransmit,
}
