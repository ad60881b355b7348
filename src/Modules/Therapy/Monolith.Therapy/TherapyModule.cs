using Monolith.Therapy.Application;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Therapy;

/// <summary>The Therapy module.</summary>
public static class TherapyModule
{
    /// <summary>The faults of the profile's section <c>therapy</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<TherapyPolicy>("therapy");
}
