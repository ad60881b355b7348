using Monolith.Consent.Application;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Consent;

/// <summary>The Consent module.</summary>
public static class ConsentModule
{
    /// <summary>The faults of the profile's section <c>consent</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<ConsentPolicy>("consent");
}
