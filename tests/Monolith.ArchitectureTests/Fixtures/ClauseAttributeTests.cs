using Monolith.Testing;

namespace Monolith.ArchitectureTests.Fixtures;

public sealed class ClauseAttributeTests
{
    [Fact]
    [Clause("CA-8.2")]
    [Clause("HU-1")]
    public void A_test_carries_each_of_its_clauses_as_a_trait() =>
        Assert.Equal(["CA-8.2", "HU-1"], TestContext.Current.TestCase!.Traits["Clause"].Order(StringComparer.Ordinal));
}
