using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>
/// Unwrapped keys of the people seen lately. Two generations of at most <see cref="Generation"/> people: when the young one is full
/// it becomes the old one. An entry lives no longer than <paramref name="lifetime"/>, because another instance may destroy keys.
/// </summary>
internal sealed class KeyRing(KeyStore store, MasterKey first, TimeProvider clock, TimeSpan lifetime)
{
    internal const int Generation = 10_000;
    private readonly Lock swap = new();
    private ConcurrentDictionary<Guid, Keys> young = new();
    private ConcurrentDictionary<Guid, Keys> old = new();
    private int size;
    private int epoch;
    private MasterKey master = first;
    private MasterKey? former;

    private sealed record Keys(DataKey[] All, long LoadedAt);

    /// <summary>The key if it is warm.</summary>
    public DataKey? Find(Guid subjectId, Guid keyId)
    {
        foreach (var key in Warm(subjectId))
        {
            if (key.Id == keyId)
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The person's newest key of the class if it is warm, destroyed or not.</summary>
    public DataKey? FindNewest(Guid subjectId, string keyClass) => Newest(Warm(subjectId), keyClass);

    /// <summary>The key, read if need be; null when the person has no such key.</summary>
    public async Task<DataKey?> ReadAsync(Guid subjectId, Guid keyId, CancellationToken cancellationToken)
    {
        var keys = await LoadAsync([subjectId], cancellationToken);
        return keys[subjectId].FirstOrDefault(key => key.Id == keyId);
    }

    /// <summary>The person's newest key of the class; made when there is none. Two who make it at once get the same.</summary>
    public async Task<DataKey> NewestAsync(Guid subjectId, string keyClass, Func<byte[]>? material, CancellationToken cancellationToken)
    {
        if ((FindNewest(subjectId, keyClass) ?? Newest((await LoadAsync([subjectId], cancellationToken))[subjectId], keyClass)) is { } found)
        {
            return found;
        }

        return await MakeAsync(subjectId, keyClass, 1, material?.Invoke() ?? RandomNumberGenerator.GetBytes(32), cancellationToken);
    }

    /// <summary>A further key of the class: what is written from now on is sealed with it, what was written opens with the one before.</summary>
    /// <exception cref="ErasedDataException">The class was destroyed.</exception>
    public async Task<DataKey> NextAsync(Guid subjectId, string keyClass, CancellationToken cancellationToken)
    {
        var newest = await NewestAsync(subjectId, keyClass, null, cancellationToken);
        var next = newest.Material is null
            ? throw new ErasedDataException(subjectId)
            : await MakeAsync(subjectId, keyClass, newest.Version + 1, RandomNumberGenerator.GetBytes(32), cancellationToken);
        Forget(subjectId);
        return next;
    }

    /// <summary>From here on keys are wrapped with the next master key; those wrapped with the former one still open.</summary>
    public void ChangeMaster(MasterKey next)
    {
        if (!next.CheckValue.AsSpan().SequenceEqual(master.CheckValue))
        {
            (former, master) = (master, next);
        }
    }

    /// <summary>The key wrapped with the master key of now; null when it is already.</summary>
    public byte[]? Rewrap(StoredKey key) => master.Opens(key) ? null : master.Wrap(Unwrap(key));

    /// <summary>Reads all keys of these people with one query.</summary>
    public async Task<Dictionary<Guid, DataKey[]>> LoadAsync(IReadOnlyCollection<Guid> subjectIds, CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref epoch);
        var stored = (await store.ReadAsync(subjectIds, cancellationToken)).ToLookup(key => key.SubjectId);
        var loadedAt = clock.GetTimestamp();
        Dictionary<Guid, DataKey[]> loaded = [];
        foreach (var subjectId in subjectIds)
        {
            loaded[subjectId] = [.. stored[subjectId].Select(Unwrap)];
        }

        lock (swap)
        {
            // Keys read before a destruction must not be remembered after it.
            foreach (var (subjectId, keys) in before == epoch ? loaded : [])
            {
                Remember(subjectId, new(keys, loadedAt));
            }
        }

        return loaded;
    }

    /// <summary>The people of these whose keys are not warm.</summary>
    public Guid[] Cold(IEnumerable<Guid> subjectIds) => [.. subjectIds.Distinct().Where(id => Warm(id).Length == 0)];

    /// <summary>Forgets the person's keys, also those being read right now.</summary>
    public void Forget(Guid subjectId)
    {
        lock (swap)
        {
            epoch++;
            young.TryRemove(subjectId, out _);
            old.TryRemove(subjectId, out _);
        }
    }

    private static DataKey? Newest(DataKey[] keys, string keyClass) => keys.Where(key => key.KeyClass == keyClass).MaxBy(key => key.Version);

    private DataKey Unwrap(StoredKey key) =>
        new(key.Id, key.SubjectId, key.KeyClass, key.Version, key.Wrapped is null ? null : (former is not null && !master.Opens(key) ? former : master).Unwrap(key), key.DestroyedAt);

    private async Task<DataKey> MakeAsync(Guid subjectId, string keyClass, int version, byte[] material, CancellationToken cancellationToken)
    {
        var made = new DataKey(Guid.CreateVersion7(clock.GetUtcNow()), subjectId, keyClass, version, material, null);
        await store.AddAsync(new(made.Id, subjectId, keyClass, version, null, null), check => MasterOf(check).Wrap(made), clock.GetUtcNow().UtcDateTime, cancellationToken);
        return Newest((await LoadAsync([subjectId], cancellationToken))[subjectId], keyClass)!;
    }

    // Another process may have changed the master key while this one was cut off from the database.
    private MasterKey MasterOf(byte[] check) => check.AsSpan().SequenceEqual(master.CheckValue) || check.AsSpan().SequenceEqual(former?.CheckValue)
        ? master
        : throw new VaultRefusedException("The master key was changed by another process. Start this one again with it. Nothing was written.");

    private void Remember(Guid subjectId, Keys keys)
    {
        if (young.TryAdd(subjectId, keys))
        {
            size++;
        }

        young[subjectId] = keys;
        if (size >= Generation)
        {
            (old, young, size) = (young, new(), 0);
        }
    }

    private DataKey[] Warm(Guid subjectId) =>
        (young.TryGetValue(subjectId, out var keys) || old.TryGetValue(subjectId, out keys)) && clock.GetElapsedTime(keys.LoadedAt) < lifetime ? keys.All : [];
}
