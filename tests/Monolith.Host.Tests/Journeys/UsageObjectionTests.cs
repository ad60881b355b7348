using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class UsageObjectionTests(Stages stages) : IClassFixture<Stages>
{
    [Theory, ClassData(typeof(Databases)), Clause("CA-3.4")]
    public async Task What_who_opted_out_of_improvement_does_is_counted_nowhere(string database)
    {
        var cast = await stages.OnAsync(database);
        var (staying, leaving) = (await cast.ClientAsync(consents: false), await cast.ClientAsync(consents: false));
        (await cast.DoAsync(leaving, new("optOutOfUse", new { purpose = "IMPROVEMENT" }, "consentRecord { state }"))).Done();
        var mark = $"{Guid.CreateVersion7():N}";
        foreach (var (who, page) in new[] { (staying, $"Stay{mark}"), (leaving, $"Leave{mark}") })
        {
            (await cast.DoAsync(who, new("recordUsage", new { page }, "usage { facts }"))).Done();
        }

        var day = (await cast.DoAsync(null, new("advanceClock", new { by = "PT0S" }, "clock { now }"))).Done()["advanceClock.clock.now"][..10];
        await cast.RunJobsAsync();
        await cast.WaitAsync("P1D");

        var counted = (await cast.AskAsync(cast.Administrator, "query($on: Date!) { usageStatistics(fromOn: $on, untilOn: $on, byArea: true) { area } }", new { on = day })).Done();
        var areas = counted.All("usageStatistics").Select(v => (string)v["area"]!).ToList();
        Assert.Contains($"Stay{mark}", areas);
        Assert.DoesNotContain($"Leave{mark}", areas);
    }
}
