using Monolith.Matching.Application;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Matching;

/// <summary>The Matching module.</summary>
public static class MatchingModule
{
    /// <summary>The faults of the profile's section <c>matching</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<MatchingPolicy>("matching");
}
