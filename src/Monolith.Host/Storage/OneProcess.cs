using Monolith.BuildingBlocks.Storage;

namespace Monolith.Host.Storage;

/// <summary>
/// One process per SQLite file (R5): the operating system holds the lock and drops it with the process, so that a crash leaves nothing to
/// clean up.
/// </summary>
internal sealed class OneProcess(StorageOptions storage) : IStartStep, IDisposable
{
    private FileStream? held;

    public Task RunAsync(CancellationToken cancellationToken)
    {
        if (storage.Kind is DatabaseKind.Sqlite)
        {
            try
            {
                held = new FileStream(Path.Combine(storage.DataDirectory, "monolith.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e)
            {
                throw new StartRefusedException($"--data: another process uses {storage.DataDirectory}", e);
            }
        }

        return Task.CompletedTask;
    }

    public void Dispose() => held?.Dispose();
}
