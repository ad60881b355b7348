using Monolith.Billing.Application;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Billing;

/// <summary>The Billing module.</summary>
public static class BillingModule
{
    /// <summary>The faults of the profile's section <c>billing</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<BillingPolicy>("billing");
}
