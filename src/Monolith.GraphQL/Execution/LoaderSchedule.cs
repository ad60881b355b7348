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

/// <summary>A field whose resolver has not answered yet.</summary>
internal sealed class PendingField(object?[] target, int index, Types.GraphType type, FieldPlan plan, ResponsePath path)
{
    private int _loads;
    private TaskCompletionSource? _signal;

    public object?[] Target { get; } = target;

    public int Index { get; } = index;

    public Types.GraphType Type { get; } = type;

    public required Types.ObjectType Parent { get; init; }

    public FieldPlan Plan { get; } = plan;

    public ResponsePath Path { get; } = path;

    public Task<object?>? Task { get; set; }

    public bool IsFinished { get; set; }

    /// <summary>Whether the resolver has answered or waits for a loader: then others may go on.</summary>
    public bool IsSettled => Task!.IsCompleted || Volatile.Read(ref _loads) > 0;

    public void BeginLoad()
    {
        Interlocked.Increment(ref _loads);
        Volatile.Read(ref _signal)?.TrySetResult();
    }

    public void EndLoad() => Interlocked.Decrement(ref _loads);

    public async ValueTask Settle(CancellationToken cancellationToken)
    {
        while (!IsSettled)
        {
            var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _signal, signal);
            if (!IsSettled)
            {
                await System.Threading.Tasks.Task.WhenAny(Task!, signal.Task).WaitAsync(cancellationToken);
            }

            Volatile.Write(ref _signal, null);
        }
    }
}
