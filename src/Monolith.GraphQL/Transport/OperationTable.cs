namespace Monolith.GraphQL.Transport;

/// <summary>The operations that run over one connection, by the ids that the client gave them.</summary>
internal sealed class OperationTable
{
    private readonly Dictionary<string, RunningOperation> _operations = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running = 1;

    /// <summary>How many operations have an id.</summary>
    public int Count
    {
        get
        {
            lock (_operations)
            {
                return _operations.Count;
            }
        }
    }

    /// <summary>False when an operation of this id is running.</summary>
    public bool TryAdd(string id, RunningOperation operation)
    {
        lock (_operations)
        {
            return _operations.TryAdd(id, operation);
        }
    }

    public bool IsRunning(string id, RunningOperation operation)
    {
        lock (_operations)
        {
            return _operations.TryGetValue(id, out var present) && ReferenceEquals(present, operation);
        }
    }

    /// <summary>Frees the id; false when it was free of this operation already.</summary>
    public bool Forget(string id, RunningOperation operation)
    {
        lock (_operations)
        {
            return _operations.TryGetValue(id, out var present) && ReferenceEquals(present, operation) && _operations.Remove(id);
        }
    }

    /// <summary>Ends an operation, if there is one of this id.</summary>
    public void Cancel(string id)
    {
        RunningOperation? operation;
        lock (_operations)
        {
            _operations.Remove(id, out operation);
        }

        operation?.Cancel();
    }

    /// <summary>An operation begins; it leaves when it is over.</summary>
    public void Enter() => Interlocked.Increment(ref _running);

    public void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0)
        {
            _idle.TrySetResult();
        }
    }

    /// <summary>Waits until every operation is over; call it once, when none begins any more.</summary>
    public Task WhenEmptyAsync()
    {
        Leave();
        return _idle.Task;
    }
}
