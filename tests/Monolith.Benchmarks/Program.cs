using System.Globalization;
using Monolith.Benchmarks;
using Monolith.Benchmarks.Platform;
using Monolith.Benchmarks.Raw;

switch (args)
{
    case ["quick", .. var rest] when BenchmarkOptions.TryRead(rest, out var options):
        await new QuickRun(options, Console.Out).RunAsync(CancellationToken.None);
        return 0;
    case ["subscribers", .. var rest] when rest.Length <= 2 && rest.All(r => int.TryParse(r, out var n) && n > 0):
        int[] numbers = [.. rest.Select(r => int.Parse(r, CultureInfo.InvariantCulture))];
        await new SubscriberRun(numbers.ElementAtOrDefault(0) is > 0 and var count ? count : 1000, numbers.ElementAtOrDefault(1) is > 0 and var events ? events : 20, Console.Out).RunAsync(CancellationToken.None);
        return 0;
    case ["raw", .. var rest] when BenchmarkOptions.TryRead(rest, out var options):
        await new RawRun(options, Console.Out).RunAsync(CancellationToken.None);
        return 0;
    case ["platform", .. var rest] when BenchmarkOptions.TryRead(rest, out var options):
        await new PlatformRun(options, Console.Out).RunAsync(CancellationToken.None);
        return 0;
    case ["platform-bare", var url, var folder, .. var rest] when rest.Length <= 1:
        await PlatformBare.ServeAsync(url, folder, rest.ElementAtOrDefault(0));
        return 0;
    case ["raw-graphql", var url, var database]:
        await RawServers.GraphQLAsync(url, database);
        return 0;
    case ["raw-bare", var url, var database]:
        await RawServers.BareAsync(url, database);
        return 0;
    case ["bare", var url, var folder]:
        await BareEndpoint.ServeAsync(url, folder);
        return 0;
    case ["fuzz", var url, .. var rest] when FuzzRun.TryRead(url, rest, Console.Out, out var fuzz):
        return await fuzz.RunAsync(CancellationToken.None);
    case ["hostile", var url] when HostileRun.TryRead(url, Console.Out, out var hostile):
        return await hostile.RunAsync(CancellationToken.None);
    case ["timing", .. var rest] when rest.Length <= 1 && rest.All(r => int.TryParse(r, out var n) && n > 0):
        return await new TimingRun(rest.Length == 0 ? 2000 : int.Parse(rest[0], CultureInfo.InvariantCulture), Console.Out).RunAsync(CancellationToken.None);
    default:
        await Console.Error.WriteLineAsync(BenchmarkOptions.Usage + Environment.NewLine + FuzzRun.Usage + Environment.NewLine + HostileRun.Usage + Environment.NewLine + TimingRun.Usage);
        return 2;
}
