using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Monolith.Host.CommandLine;
using Monolith.Testing;

namespace Monolith.Host.Tests.CommandLine;

/// <summary>A process that changes the master key and is killed on the way, by the signal that no handler sees (R71).</summary>
public sealed class KilledRotationTests
{
    private const int People = 1_200;
    private const int Kills = 4;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task A_change_that_was_killed_again_and_again_is_ended_by_the_next_and_nothing_is_lost(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        var storage = (kind == Databases.Sqlite ? StorageOptions.Sqlite(database.DataDirectory) : StorageOptions.PostgreSql(database.ConnectionString, database.DataDirectory)) with { IsDurable = false };
        var file = Path.Combine(database.DataDirectory, "master.key");
        var sealedBytes = await WithVaultAsync(storage, SealAsync);
        var (former, killed) = (await File.ReadAllTextAsync(file, Cancelled), 0);

        for (var i = 0; i < Kills; i++)
        {
            killed += await KillAsync(database, file + ".next", i * 15) ? 1 : 0;
            await WithVaultAsync(storage, vault => OpenAsync(vault, sealedBytes.Take(20 * (i + 1))));
        }

        Assert.True(killed > 0, "No change was killed on its way.");
        var errors = new StringWriter();
        Assert.True(await HostCommand.RunAsync(LineOf(database)[1..], _ => null, errors, Cancelled) == 0, errors.ToString());
        Assert.False(File.Exists(file + ".next"));
        Assert.NotEqual(former, await File.ReadAllTextAsync(file, Cancelled));
        Assert.Equal(People, await WithVaultAsync(storage, vault => OpenAsync(vault, sealedBytes)));
    }

    /// <returns>Whether the change was under way when the process was killed.</returns>
    private static async Task<bool> KillAsync(TestDatabase database, string begun, int afterMilliseconds)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", LineOf(database)) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var limit = Stopwatch.StartNew();
        while (!File.Exists(begun) && !process.HasExited && limit.Elapsed < TimeSpan.FromSeconds(60))
        {
            await Task.Delay(1, Cancelled);
        }

        await Task.Delay(afterMilliseconds, Cancelled);
        process.Kill();
        await process.WaitForExitAsync(Cancelled);
        return process.ExitCode != 0 && File.Exists(begun);
    }

    private static string[] LineOf(TestDatabase database) =>
    [
        Path.Combine(AppContext.BaseDirectory, "Monolith.Host.dll"), "rotate-master-key", "--data", database.DataDirectory,
        .. database.Kind == Databases.PostgreSql ? (string[])["--database", database.ConnectionString] : [],
    ];

    private static async Task<T> WithVaultAsync<T>(StorageOptions storage, Func<IVault, Task<T>> act)
    {
        await using var services = new ServiceCollection().AddSingleton(storage).AddSingleton(TimeProvider.System).AddVault().BuildServiceProvider();
        var vault = services.GetRequiredService<IVault>();
        await vault.StartAsync(Cancelled);
        return await act(vault);
    }

    private static async Task<IReadOnlyList<(Guid Person, byte[] Bytes)>> SealAsync(IVault vault)
    {
        ConcurrentBag<(Guid, byte[])> all = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, People), Cancelled, async (_, cancellation) =>
        {
            var person = Guid.CreateVersion7();
            all.Add((person, await vault.SealBytesAsync(person, DataClass.Health, "note", person.ToByteArray(), cancellation)));
        });
        return [.. all];
    }

    private static async Task<int> OpenAsync(IVault vault, IEnumerable<(Guid Person, byte[] Bytes)> all)
    {
        var opened = 0;
        foreach (var (person, bytes) in all)
        {
            Assert.Equal(person.ToByteArray(), await vault.OpenBytesAsync(person, DataClass.Health, "note", bytes, Cancelled));
            opened++;
        }

        return opened;
    }
}
