using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.DataLoader;

/// <summary>
/// Fetches many values by key at once. All keys that resolvers of one level ask for go into one call of <see cref="LoadBatchAsync"/>, and a key is fetched once a
/// request. Derived classes take the <see cref="RequestContext"/> and services in their constructor; the executor makes one instance a request. Keys of a batch
/// are limited by <see cref="MaxBatchSize"/>; there are as many calls as it takes.
/// </summary>
/// <typeparam name="TKey">The key; compared by its own equality.</typeparam>
/// <typeparam name="TValue">The value; a key without one answers the default.</typeparam>
public abstract class BatchDataLoader<TKey, TValue>(RequestContext request) : IDataLoader
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, Entry> _entries = [];
    private List<Entry> _batch = [];

    /// <summary>The request.</summary>
    protected RequestContext Request { get; } = request;

    /// <summary>How many keys one call gets at most.</summary>
    protected virtual int MaxBatchSize => 1000;

    /// <summary>The value of a key. Waits until the executor dispatches the batch, so it must be awaited by a resolver.</summary>
    public Task<TValue?> LoadAsync(TKey key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                entry = new Entry(key);
                _entries.Add(key, entry);
                _batch.Add(entry);
                if (_batch.Count == 1)
                {
                    Request.Loaders.Enqueue(this);
                }
            }

            return entry.Wait();
        }
    }

    /// <summary>The values of several keys, in their order.</summary>
    public async Task<IReadOnlyList<TValue?>> LoadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(keys.Select(key => LoadAsync(key, cancellationToken)).ToArray());

    /// <summary>Remembers a value that was had another way.</summary>
    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (!_entries.ContainsKey(key))
            {
                var entry = new Entry(key);
                entry.Answer(value, null);
                _entries.Add(key, entry);
            }
        }
    }

    /// <summary>Fetches values; keys may be missing from the answer. An exception is the answer of every key of the batch.</summary>
    protected abstract Task<IReadOnlyDictionary<TKey, TValue>> LoadBatchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    async ValueTask IDataLoader.DispatchAsync(Func<PendingField, ValueTask> settled, CancellationToken cancellationToken)
    {
        List<Entry> batch;
        lock (_gate)
        {
            batch = _batch;
            _batch = [];
        }

        foreach (var chunk in batch.Chunk(MaxBatchSize))
        {
            await Fetch(chunk, cancellationToken);
        }

        foreach (var entry in batch)
        {
            await entry.Release(_gate, settled);
        }
    }

    private async Task Fetch(Entry[] entries, CancellationToken cancellationToken)
    {
        try
        {
            var values = await LoadBatchAsync(Array.ConvertAll(entries, e => e.Key), cancellationToken);
            foreach (var entry in entries)
            {
                entry.Answer(values.TryGetValue(entry.Key, out var value) ? value : default, null);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            foreach (var entry in entries)
            {
                entry.Answer(default, fault);
            }
        }
    }

    private sealed class Entry(TKey key)
    {
        private readonly List<(TaskCompletionSource<TValue?> Source, PendingField? Owner)> _waiters = [];
        private TValue? _value;
        private Exception? _fault;
        private bool _answered;
        private bool _released;

        public TKey Key => key;

        public void Answer(TValue? value, Exception? fault)
        {
            _value = value;
            _fault = fault;
            _answered = true;
            _released = _waiters.Count == 0;
        }

        public Task<TValue?> Wait()
        {
            if (_answered && _released)
            {
                return _fault is null ? Task.FromResult(_value) : Task.FromException<TValue?>(_fault);
            }

            // Continuations run inside SetResult on purpose: the executor must know when a resolver has gone on.
            var source = new TaskCompletionSource<TValue?>();
            var owner = LoaderSchedule.Current;
            _waiters.Add((source, owner));
            owner?.BeginLoad();
            return source.Task;
        }

        public async ValueTask Release(Lock gate, Func<PendingField, ValueTask> settled)
        {
            for (var i = 0; ; i++)
            {
                TaskCompletionSource<TValue?> source;
                PendingField? owner;
                lock (gate)
                {
                    if (i >= _waiters.Count)
                    {
                        _released = true;
                        _waiters.Clear();
                        return;
                    }

                    (source, owner) = _waiters[i];
                }

                owner?.EndLoad();
                _ = _fault is null ? source.TrySetResult(_value) : source.TrySetException(_fault);
                if (owner is not null)
                {
                    await settled(owner);
                }
            }
        }
    }
}
