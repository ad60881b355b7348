using Monolith.Grievance.Application;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Grievance;

/// <summary>The Grievance module.</summary>
public static class GrievanceModule
{
    /// <summary>The faults of the profile's section <c>grievance</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<GrievancePolicy>("grievance");
}
