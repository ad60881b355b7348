using Monolith.Host.CommandLine;
using Monolith.Testing;

namespace Monolith.Host.Tests.CommandLine;

public sealed class RotateMasterKeyTests
{
    [Fact]
    public async Task The_master_key_of_a_stopped_host_is_changed_and_it_starts_with_the_next()
    {
        using var folder = new TempDirectory();
        var errors = new StringWriter();
        var file = Path.Combine(folder.FullName, "master.key");
        await using (await RunningHost.StartAsync(change: o => o with { DataDirectory = folder.FullName }))
        {
            Assert.Equal(HostCommand.Refused, await RunAsync(folder, errors));
            Assert.Contains("another process uses", errors.ToString(), StringComparison.Ordinal);
        }

        var former = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(0, await RunAsync(folder, errors));
        Assert.NotEqual(former, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        await using (await RunningHost.StartAsync(change: o => o with { DataDirectory = folder.FullName }))
        {
        }

        await File.WriteAllTextAsync(file, former, TestContext.Current.CancellationToken);
        Assert.Equal(HostCommand.Refused, await RunAsync(folder, errors));
        Assert.Contains("The master key is not the one", errors.ToString(), StringComparison.Ordinal);
    }

    private static Task<int> RunAsync(TempDirectory folder, TextWriter errors) =>
        HostCommand.RunAsync(["rotate-master-key", "--data", folder.FullName], _ => null, errors, TestContext.Current.CancellationToken);
}
