using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;

namespace Monolith.GraphQL.Tests.Bounded;

public sealed class RateLimitTests
{
    private const string Five = "{ books(first: 4) { nodes { title } } rateLimit { limit cost remaining used } }";
    private readonly ManualClock _clock = new();
    private string? _caller = "a";

    [Fact]
    public async Task A_request_spends_its_cost_and_what_is_left_is_told()
    {
        var server = Server(12);

        Assert.Equal("""{"limit":12,"cost":5,"remaining":7,"used":5}""", (await server.Ask(Five))["data"]!["rateLimit"]!.ToJsonString());
        Assert.Equal("""{"limit":12,"cost":5,"remaining":2,"used":10}""", (await server.Ask(Five))["data"]!["rateLimit"]!.ToJsonString());
    }

    [Fact]
    public async Task What_the_rest_does_not_pay_for_is_refused_and_spends_nothing()
    {
        var server = Server(12);
        await server.Ask(Five);
        await server.Ask(Five);
        _clock.Go(TimeSpan.FromSeconds(20));

        var refused = await server.Ask(Five);
        var small = await server.Ask("{ rateLimit { remaining } }");

        Assert.Null(refused["data"]);
        Assert.Equal("""{"code":"RATE_LIMITED","retryAfter":40,"remaining":2,"resetAt":"2026-03-01T12:01:00.000Z"}""", refused["errors"]![0]!["extensions"]!.ToJsonString());
        Assert.Equal(1, (int)small["data"]!["rateLimit"]!["remaining"]!);
    }

    [Fact]
    public async Task The_budget_is_whole_again_when_the_window_has_ended()
    {
        var server = Server(5);
        await server.Ask(Five);
        Assert.NotNull((await server.Ask(Five))["errors"]);

        _clock.Go(TimeSpan.FromMinutes(1));

        Assert.Equal(0, (int)(await server.Ask(Five))["data"]!["rateLimit"]!["remaining"]!);
    }

    [Fact]
    public async Task Another_caller_has_another_budget_and_who_is_not_counted_has_none()
    {
        var server = Server(5);
        await server.Ask(Five);

        _caller = "b";
        Assert.NotNull((await server.Ask(Five))["data"]!["rateLimit"]);
        _caller = null;
        Assert.Null((await server.Ask(Five))["data"]!["rateLimit"]);
        _caller = "a";
        Assert.NotNull((await server.Ask(Five))["errors"]);
    }

    [Fact]
    public async Task Refused_documents_are_counted_and_when_nothing_is_left_nothing_is_read()
    {
        var server = Server(3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Null((await server.Ask("{ nope }"))["errors"]![0]!["extensions"]?["code"]);
        }

        Assert.Equal("RATE_LIMITED", (string?)(await server.Ask("{ nope }"))["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public void A_million_callers_do_not_fill_the_memory()
    {
        var caller = 0;
        var options = new RateLimitOptions { PartitionBy = _ => $"{caller}", MaxPartitions = 1000 };
        var budget = new RateBudget(options, _clock);
        var context = new SampleServer().Executor.CreateContext(new SampleServer().Services, "r");
        var most = 0;

        for (caller = 0; caller < 1_000_000; caller += 20)
        {
            budget.TryEnter(context);
            most = Math.Max(most, budget.Count);
        }

        Assert.InRange(most, 900, 1001);
    }

    private SampleServer Server(int limit) => new(new RequestExecutorOptions
    {
        TimeProvider = _clock,
        Timeout = Timeout.InfiniteTimeSpan,
        RateLimit = new RateLimitOptions { PartitionBy = _ => _caller, Limit = limit },
    });
}
