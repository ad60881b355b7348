using System.Threading.Tasks.Sources;

namespace Monolith.GraphQL.Subscriptions;

/// <summary>Events that wait for their one reader. It is what an idle subscriber costs, so it is small: no list until an event has to wait.</summary>
internal sealed class EventQueue<T> : IAsyncEnumerator<T>, IValueTaskSource<bool>
{
    private readonly Lock _gate = new();
    private readonly int _capacity;
    private readonly Action _left;
    private ManualResetValueTaskSourceCore<bool> _arrival = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private CancellationToken _stop;
    private Queue<T>? _waiting;
    private bool _isAwaited;
    private bool _isEnded;
    private Exception? _fault;

    /// <param name="capacity">Events that may wait.</param>
    /// <param name="left">Told when the reader leaves.</param>
    public EventQueue(int capacity, Action left) => (_capacity, _left, Current) = (capacity, left, default!);

    public T Current { get; private set; }

    /// <summary>The reader begins.</summary>
    public EventQueue<T> Read(CancellationToken stop)
    {
        _stop = stop;
        _registration = stop.UnsafeRegister(static queue => ((EventQueue<T>)queue!).Wake(), this);
        return this;
    }

    /// <summary>Hands an event over, or lets it wait. False when it would be one too many and the oldest may not go.</summary>
    public bool TryAdd(T message, bool dropsOldest)
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return true;
            }

            if (_isAwaited)
            {
                (_isAwaited, Current) = (false, message);
                _arrival.SetResult(true);
                return true;
            }

            _waiting ??= [];
            if (_waiting.Count == _capacity && !dropsOldest)
            {
                return false;
            }

            if (_waiting.Count == _capacity)
            {
                _waiting.Dequeue();
            }

            _waiting.Enqueue(message);
            return true;
        }
    }

    /// <summary>No event comes any more; those that wait are read first, then the fault is thrown.</summary>
    public void End(Exception? fault = null)
    {
        lock (_gate)
        {
            (_isEnded, _fault) = (true, _isEnded ? _fault : fault);
        }

        Wake();
    }

    public ValueTask<bool> MoveNextAsync()
    {
        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
            {
                return ValueTask.FromCanceled<bool>(_stop);
            }

            if (_waiting is not null && _waiting.TryDequeue(out var message))
            {
                Current = message;
                return ValueTask.FromResult(true);
            }

            if (_isEnded)
            {
                return _fault is null ? ValueTask.FromResult(false) : ValueTask.FromException<bool>(_fault);
            }

            _arrival.Reset();
            _isAwaited = true;
            return new ValueTask<bool>(this, _arrival.Version);
        }
    }

    public ValueTask DisposeAsync()
    {
        _left();
        return _registration.DisposeAsync();
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _arrival.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _arrival.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _arrival.OnCompleted(continuation, state, token, flags);

    // A reader who waits has read all that came.
    private void Wake()
    {
        lock (_gate)
        {
            if (!_isAwaited)
            {
                return;
            }

            _isAwaited = false;
            if (_stop.IsCancellationRequested)
            {
                _arrival.SetException(new OperationCanceledException(_stop));
            }
            else if (_fault is not null)
            {
                _arrival.SetException(_fault);
            }
            else
            {
                _arrival.SetResult(false);
            }
        }
    }
}
