using Microsoft.Extensions.DependencyInjection;

namespace Monolith.Matching.Tests;

/// <summary>The mapping of the module's views.</summary>
public sealed class MappingTests(MatchingFixture matching) : IClassFixture<MatchingFixture>
{
    [Fact]
    public void Every_member_of_a_projected_view_comes_from_somewhere() =>
        matching.Services.GetRequiredService<AutoMapper.IConfigurationProvider>().AssertConfigurationIsValid();
}
