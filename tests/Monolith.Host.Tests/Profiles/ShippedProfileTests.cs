using Monolith.Host.Profiles;

namespace Monolith.Host.Tests.Profiles;

public sealed class ShippedProfileTests
{
    public static TheoryData<string> Keys => [.. ProfileFiles.Keys];

    [Fact]
    public void The_five_services_each_have_a_profile() =>
        Assert.Equal(["alopal", "calmally", "helpu", "o7therapy", "onetoonehelp"], ProfileFiles.Keys);

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_shipped_profile_has_no_fault(string key) => Assert.Equal(key, ProfileFiles.Load(ProfileFiles.Find(key)!).Key);
}
