using Monolith.Benchmarks;

switch (args)
{
    case ["quick", .. var rest] when BenchmarkOptions.TryRead(rest, out var options):
        await new QuickRun(options, Console.Out).RunAsync(CancellationToken.None);
        return 0;
    case ["bare", var url, var folder]:
        await BareEndpoint.ServeAsync(url, folder);
        return 0;
    default:
        await Console.Error.WriteLineAsync(BenchmarkOptions.Usage);
        return 2;
}
