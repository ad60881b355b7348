using Monolith.BuildingBlocks;
using Monolith.Consent.Domain;

namespace Monolith.Consent.Application.Sharing;

/// <summary>An authority may ask that a person be not told yet of what it received (R85): with its wish in writing for a year at most, without for 30 days.</summary>
internal static class Suspension
{
    private static readonly TimeSpan InWriting = TimeSpan.FromDays(365);
    private static readonly TimeSpan ByWord = TimeSpan.FromDays(30);

    /// <summary>Why the wish is faulty; null when there is none or it is sound.</summary>
    public static Refusal? WhyNot(RecordDisclosure wish, DisclosureGround ground, DateTime now)
    {
        if (wish.SuspendUntil is not { } until)
        {
            return null;
        }

        var most = string.IsNullOrWhiteSpace(wish.SuspensionReference) ? ByWord : InWriting;
        return !ground.Needs.Any(need => need is GroundNeed.Reference or GroundNeed.Subpoena)
            ? new FieldRequired("suspendUntil", "Only what an authority received is kept from the person, and only at its wish.")
            : until <= now || until > now + most
            ? new FieldRequired("suspendUntil", $"A moment to come, at most {most.TotalDays} days away; a year with the authority's wish in writing.")
            : null;
    }
}
