using Monolith.GraphQL.DataLoader;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// The data loaders of a request that have keys waiting, in the order they began to wait, and who waits. A resolver is known by an ambient value, so that it is
/// told apart even after it has waited for something else.
/// </summary>
internal sealed class LoaderSchedule
{
    private static readonly AsyncLocal<PendingField?> Ambient = new();
    private readonly Lock _gate = new();
    private readonly Queue<IDataLoader> _waiting = new();

    /// <summary>The resolver that runs now, if it is one of this library's.</summary>
    public static PendingField? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    /// <summary>Called by a loader when the first key of a batch arrives.</summary>
    public void Enqueue(IDataLoader loader)
    {
        lock (_gate)
        {
            _waiting.Enqueue(loader);
        }
    }

    public IDataLoader? Next()
    {
        lock (_gate)
        {
            return _waiting.TryDequeue(out var loader) ? loader : null;
        }
    }
}
