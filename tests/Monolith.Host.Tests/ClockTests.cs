using System.Net.Http.Json;
using System.Text.Json;
using Monolith.Host.Graph;

namespace Monolith.Host.Tests;

/// <summary>The clock of a host started with <c>--testing</c>.</summary>
public sealed class ClockTests
{
    [Fact]
    public async Task The_clock_goes_forward_and_never_back()
    {
        await using var host = await RunningHost.StartAsync(change: options => options with { Testing = true, EnvironmentName = "Development" });

        var forward = await AdvanceAsync(host, "PT2H");
        var back = await AdvanceAsync(host, "-PT1H");

        Assert.True(forward.GetProperty("clock").GetProperty("now").GetDateTime() > DateTime.UtcNow.AddHours(1));
        Assert.Equal(BuildingBlocks.Refusal.CodeOf(typeof(ClockCannotGoBack)), back.GetProperty("errors")[0].GetProperty("code").GetString());
    }

    private static async Task<JsonElement> AdvanceAsync(RunningHost host, string by)
    {
        var response = await host.Client.PostAsJsonAsync(
            "/graphql", new { query = $"mutation {{ advanceClock(input: {{ by: \"{by}\" }}) {{ clock {{ now }} errors {{ code }} }} }}" }, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        return answer.GetProperty("data").GetProperty("advanceClock");
    }
}
