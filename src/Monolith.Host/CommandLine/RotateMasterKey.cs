using Microsoft.Extensions.DependencyInjection;
using Monolith.BuildingBlocks.Vault;
using Monolith.Host.Storage;

namespace Monolith.Host.CommandLine;

/// <summary><c>rotate-master-key</c>: wraps all keys with another master key (R71).</summary>
internal static class RotateMasterKey
{
    /// <returns>0 when every key is wrapped with the next master key.</returns>
    /// <exception cref="StartRefusedException">The host runs, or a master key is not the right one.</exception>
    public static async Task<int> RunAsync(HostOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        var storage = Composition.StorageOf(options);
        using var alone = new OneProcess(storage);
        await alone.RunAsync(cancellationToken);
        await using var services = new ServiceCollection().AddSingleton(storage).AddSingleton(TimeProvider.System).AddVault().BuildServiceProvider();
        try
        {
            await services.GetRequiredService<IVault>().StartAsync(cancellationToken);
            var changed = await services.GetRequiredService<IKeyRotation>().RotateMasterAsync(cancellationToken);
            await output.WriteLineAsync(
                $"{changed} keys are wrapped with the next master key, which is {(storage.NextMasterKey is null ? "in master.key now: keep a copy of it" : "MONOLITH_MASTER_KEY from now on")}");
            return 0;
        }
        catch (VaultRefusedException refused)
        {
            throw new StartRefusedException(refused.Message, refused);
        }
    }
}
