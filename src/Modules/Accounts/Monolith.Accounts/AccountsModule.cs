using Monolith.Accounts.Application;
using Monolith.BuildingBlocks.Profiles;

namespace Monolith.Accounts;

/// <summary>The Accounts module.</summary>
public static class AccountsModule
{
    /// <summary>The faults of the profile's section <c>accounts</c>; empty when the module can start under it.</summary>
    public static IReadOnlyList<ProfileFault> CheckProfile(PolicyProfile profile) => profile.Check<AccountsPolicy>("accounts");
}
