using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Matching.Application;

/// <summary>The profile's section <c>matching</c> (M-01 to M-09).</summary>
/// <param name="Provider">M-01 to M-04.</param>
/// <param name="Matching">M-05 to M-07.</param>
/// <param name="Fairness">M-08.</param>
/// <param name="Retention">M-09.</param>
internal sealed record MatchingPolicy(ProviderPolicy Provider, MatchPolicy Matching, MatchFairness Fairness, MatchingRetention Retention) : IProfileSection
{
    /// <inheritdoc/>
    public IEnumerable<ProfileFault> Check()
    {
        if (string.IsNullOrWhiteSpace(Provider.Label))
        {
            yield return new("provider.label", "must not be empty");
        }

        if (Matching.ClientView.Count == 0 || Matching.ClientView.Distinct().Count() != Matching.ClientView.Count)
        {
            yield return new("matching.clientView", "must name at least one field, each once");
        }

        if (Matching is { Preferences: true, Mode: MatchingMode.Queue })
        {
            yield return new("matching.preferences", "must be false when matching.mode is Queue");
        }

        if (Matching.Mode == MatchingMode.Proposed && !Provider.Verification)
        {
            yield return new("provider.verification", "must be true when matching.mode is Proposed");
        }

        if (!Fairness.Matching)
        {
            yield return new("fairness.matching", "must be true: using a right never changes a match");
        }
    }
}

/// <summary>M-01 to M-04.</summary>
/// <param name="Label">M-01: what clients see a provider called.</param>
/// <param name="Fields">M-02: what a provider's profile holds.</param>
/// <param name="Verification">M-03: credentials are checked before a match.</param>
/// <param name="Availability">M-04: providers say when they are free.</param>
internal sealed record ProviderPolicy(string Label, IReadOnlyList<string> Fields, bool Verification, bool Availability);

/// <summary>M-05 to M-07.</summary>
/// <param name="Preferences">M-05: clients say what they want of a provider (health class).</param>
/// <param name="Mode">M-06.</param>
/// <param name="ClientView">M-07: what the provider sees of a matched client, and nothing else.</param>
/// <param name="Needs">What a client must have given before a match is asked for; everything else works without it (AP-25).</param>
internal sealed record MatchPolicy(bool Preferences, MatchingMode Mode, IReadOnlyList<string> ClientView, IReadOnlyList<MatchNeed> Needs);

/// <summary>What a match may need.</summary>
internal enum MatchNeed
{
    /// <summary>A health intake.</summary>
    Intake,
}

internal enum MatchingMode
{
    Assigned,
    Proposed,
    Queue,
}

/// <summary>M-08: a match does not depend on the rights a client has used.</summary>
internal sealed record MatchFairness(bool Matching);

/// <summary>M-09: provider data, after the end of the engagement.</summary>
internal sealed record MatchingRetention(CalendarPeriod Therapist);
