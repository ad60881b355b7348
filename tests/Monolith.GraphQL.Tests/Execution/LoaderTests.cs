using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

public sealed class LoaderTests
{
    private readonly IServiceProvider _services = new ServiceCollection().AddSingleton<Meter>().BuildServiceProvider();

    private Meter Meter => _services.GetRequiredService<Meter>();

    [Fact]
    public async Task Resolvers_that_wait_for_something_else_are_run_one_at_a_time()
    {
        var answer = await Ask("{ a: io b: io items { io } }", parallel: false);

        Assert.Equal("""{"a":1,"b":1,"items":[{"io":1},{"io":1},{"io":1}]}""", answer);
        Assert.Equal(1, Meter.Most);
    }

    [Fact]
    public async Task They_run_together_where_the_host_allows_it()
    {
        await Ask("{ a: io b: io items { io } }", parallel: true);

        Assert.True(Meter.Most > 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resolver_may_wait_before_and_after_its_load_without_leaving_the_batch(bool parallel)
    {
        var answer = await Ask("{ items { ioThenLoad loadThenIo twoLoads } }", parallel);

        Assert.Equal(
            """{"items":[{"ioThenLoad":10,"loadThenIo":10,"twoLoads":110},{"ioThenLoad":20,"loadThenIo":20,"twoLoads":220},{"ioThenLoad":30,"loadThenIo":30,"twoLoads":330}]}""",
            answer);
        Assert.Equal(["1,2,3", "10,20,30"], Meter.Batches);
        Assert.True(parallel || Meter.Most == 1);
    }

    [Fact]
    public async Task A_batch_that_fails_fails_each_of_its_fields()
    {
        var answer = await SampleServer.Ask(Executor(false), _services, "{ items { bad } }");

        Assert.Equal("""{"items":[{"bad":null},{"bad":null},{"bad":null}]}""", answer["data"]!.ToJsonString());
        Assert.Equal(3, answer["errors"]!.AsArray().Count);
    }

    private async Task<string> Ask(string document, bool parallel)
    {
        var answer = await SampleServer.Ask(Executor(parallel), _services, document);
        Assert.Null(answer["errors"]);
        return answer["data"]!.ToJsonString();
    }

    private static RequestExecutor Executor(bool parallel)
    {
        var item = new ObjectType("Item")
        {
            Fields =
            {
                new OutputField("io", "Int") { Resolve = static async c => await Io(c) },
                new OutputField("ioThenLoad", "Int") { Resolve = static async c => await Io(c) * await Load(c, (int)c.Parent) },
                new OutputField("loadThenIo", "Int") { Resolve = static async c => await Load(c, (int)c.Parent) * await Io(c) },
                new OutputField("twoLoads", "Int") { Resolve = static async c => await Load(c, (int)c.Parent) is var first ? first + await Load(c, first) : 0 },
                new OutputField("bad", "Int") { Resolve = static async c => await c.DataLoader<Broken>().LoadAsync((int)c.Parent) },
            },
        };
        var query = new ObjectType("Query")
        {
            Fields =
            {
                new OutputField("io", "Int") { Resolve = static async c => await Io(c) },
                new OutputField("items", "[Item!]") { Pure = static _ => new[] { 1, 2, 3 } },
            },
        };
        return new RequestExecutor(new SchemaBuilder().AddType(query).AddType(item).Build(), new RequestExecutorOptions { ParallelResolvers = parallel });
    }

    private static async Task<int> Io(ResolverContext context)
    {
        var meter = context.Services.GetRequiredService<Meter>();
        meter.Enter();
        await Task.Delay(5, context.RequestAborted);
        meter.Leave();
        return 1;
    }

    private static async Task<int> Load(ResolverContext context, int key) => await context.DataLoader<TenTimes>().LoadAsync(key, context.RequestAborted);

    private sealed class TenTimes(RequestContext request) : BatchDataLoader<int, int>(request)
    {
        protected override async Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken)
        {
            var meter = Request.Services.GetRequiredService<Meter>();
            meter.Batches.Add(string.Join(',', keys.Order()));
            meter.Enter();
            await Task.Delay(5, cancellationToken);
            meter.Leave();
            return keys.ToDictionary(k => k, k => k * 10);
        }
    }

    private sealed class Broken(RequestContext request) : BatchDataLoader<int, int>(request)
    {
        protected override Task<IReadOnlyDictionary<int, int>> LoadBatchAsync(IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();
    }
}

/// <summary>Counts how many wait for the outside at once.</summary>
public sealed class Meter
{
    private int _now;

    public int Most { get; private set; }

    public List<string> Batches { get; } = [];

    public void Enter()
    {
        var now = Interlocked.Increment(ref _now);
        lock (Batches)
        {
            Most = Math.Max(Most, now);
        }
    }

    public void Leave() => Interlocked.Decrement(ref _now);
}
