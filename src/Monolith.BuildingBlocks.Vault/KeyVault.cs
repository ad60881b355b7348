using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>The vault over <c>keys.db</c> or the schema <c>vault</c>.</summary>
internal sealed class KeyVault(StorageOptions storage, TimeProvider clock) : IVault, IPlatformSecrets, IKeyRotation, IAsyncDisposable
{
    private const string Platform = "platform";
    private const int Batch = 500;
    private readonly KeyStore store = new(storage, clock);
    private readonly KeyUsers users = new(storage);
    private readonly TimeSpan lifetime = storage.Kind == DatabaseKind.Sqlite ? TimeSpan.MaxValue : TimeSpan.FromSeconds(30);
    private readonly Tombstones tombstones = new(Path.Combine(storage.DataDirectory, "tombstones.log"));
    private KeyRing? ring;
    private byte[]? indexKey;

    public IReadOnlyList<Guid> ErasedBefore { get; private set; } = [];

    private KeyRing Ring => ring ?? throw new InvalidOperationException("The vault was not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await users.JoinAsync(cancellationToken);
        var check = await store.ReadCheckAsync(cancellationToken);
        var master = MasterKey.Load(storage, check is not null);
        if (check is null)
        {
            await store.CreateAsync(master.CheckValue, cancellationToken);
            check = await store.ReadCheckAsync(cancellationToken);
        }

        var change = new MasterKeyChange(storage);
        if (!CryptographicOperations.FixedTimeEquals(check, master.CheckValue))
        {
            master = change.Done(check!) ?? throw new VaultRefusedException($"The master key is not the one that the keys of {storage.DataDirectory} were wrapped with. Nothing was written.");
            change.End();
        }

        ring = new KeyRing(store, master, clock, lifetime);
        if (change.UnderWay(master) is { } next)
        {
            ring.ChangeMaster(next);
        }

        var buried = tombstones.Read();
        ErasedBefore = [.. buried.Where(one => one.Classes.Contains(DataClass.Identity)).Select(one => one.SubjectId).Distinct()];
        foreach (var (subjectId, classes) in buried)
        {
            await WipeAsync(subjectId, classes, bury: false, cancellationToken);
        }

        await (buried.Count > 0 ? store.ScrubAsync(cancellationToken) : Task.CompletedTask);

        indexKey = await SecretAsync("blind_index", null, cancellationToken);
    }

    public async Task<byte[]> SecretAsync(string name, Func<byte[]>? make, CancellationToken cancellationToken) =>
        (await Ring.NewestAsync(Guid.Empty, name, make, cancellationToken)).Material!;

    public async ValueTask<T> OpenAsync<T>(Sealed<T> value, CancellationToken cancellationToken)
    {
        if (value.TryPlain(out var plain))
        {
            return plain;
        }

        return value.Open(await KeyOfAsync(value.Ciphertext, value.Place, cancellationToken));
    }

    public ValueTask UnlockAsync<T>(Sealed<T> value, CancellationToken cancellationToken)
    {
        if (value.TryPlain(out _))
        {
            return ValueTask.CompletedTask;
        }

        var (rowId, subjectId) = value.Row;
        if (Ring.Find(subjectId, Envelope.KeyIdOf(value.Ciphertext, rowId)) is not { } key)
        {
            return UnlockColdAsync(value, cancellationToken);
        }

        value.Unlock(key);
        return ValueTask.CompletedTask;
    }

    public async ValueTask<Opened<T>> TryOpenAsync<T>(Sealed<T> value, CancellationToken cancellationToken)
    {
        try
        {
            return new(IsErased: false, await OpenAsync(value, cancellationToken));
        }
        catch (ErasedDataException)
        {
            return new(IsErased: true, default);
        }
    }

    public async Task WarmAsync(IEnumerable<Guid> subjectIds, CancellationToken cancellationToken)
    {
        if (Ring.Cold(subjectIds) is { Length: > 0 } cold)
        {
            await Ring.LoadAsync(cold, cancellationToken);
        }
    }

    public async Task SealPendingAsync(DbContext context, CancellationToken cancellationToken)
    {
        var pending = SealedColumns.Pending(context);
        await WarmAsync(pending.Select(one => one.Place.SubjectId), cancellationToken);
        foreach (var (value, place) in pending)
        {
            value.Seal(await LivingAsync(place, cancellationToken), place);
        }
    }

    public byte[] BlindIndex(string name, string value)
    {
        var canonical = value.Normalize(NormalizationForm.FormC).Trim();
        canonical = name switch
        {
            "email" => canonical.ToLowerInvariant(),
            "phone" => string.Concat(canonical.Where(char.IsAsciiDigit)),
            _ => canonical,
        };
        var key = HKDF.Expand(HashAlgorithmName.SHA256, indexKey ?? throw new InvalidOperationException("The vault was not started."), 32, Encoding.UTF8.GetBytes(name));
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(canonical));
    }

    public async ValueTask<byte[]> SealBytesAsync(Guid? subjectId, DataClass dataClass, string context, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken)
    {
        var place = PlaceOf(subjectId, dataClass, context);
        return Envelope.Seal(await LivingAsync(place, cancellationToken), place, plaintext.Span);
    }

    public async ValueTask<byte[]> OpenBytesAsync(Guid? subjectId, DataClass dataClass, string context, byte[] ciphertext, CancellationToken cancellationToken)
    {
        var place = PlaceOf(subjectId, dataClass, context);
        return Envelope.Open(await KeyOfAsync(ciphertext, place, cancellationToken), place, ciphertext);
    }

    public async Task<IReadOnlyList<DestroyedKey>> DestroyAsync(Guid subjectId, IReadOnlyCollection<DataClass> classes, CancellationToken cancellationToken)
    {
        await DestroyAsync([subjectId], classes, cancellationToken);
        var keys = (await Ring.LoadAsync([subjectId], cancellationToken))[subjectId];
        return [.. keys.Where(key => key.DestroyedAt is not null && classes.Contains(Enum.Parse<DataClass>(key.KeyClass)))
            .Select(key => new DestroyedKey(key.Id, Enum.Parse<DataClass>(key.KeyClass), key.DestroyedAt!.Value))];
    }

    public async Task DestroyAsync(IReadOnlyCollection<Guid> subjectIds, IReadOnlyCollection<DataClass> classes, CancellationToken cancellationToken)
    {
        await WarmAsync(subjectIds, cancellationToken);
        foreach (var subjectId in subjectIds)
        {
            await WipeAsync(subjectId, classes, bury: true, cancellationToken);
        }

        await store.ScrubAsync(cancellationToken);
    }

    public async Task<int> RotateMasterAsync(CancellationToken cancellationToken)
    {
        await users.BeAloneAsync(cancellationToken);
        try
        {
            return await WrapAllAsync(cancellationToken);
        }
        finally
        {
            await users.BeOneOfManyAsync();
        }
    }

    private async Task<int> WrapAllAsync(CancellationToken cancellationToken)
    {
        var change = new MasterKeyChange(storage);
        var master = change.Begin();
        Ring.ChangeMaster(master);
        var (changed, after) = (0, Guid.Empty);
        while (await store.ReadLivingAsync(after, Batch, cancellationToken) is { Count: > 0 } keys)
        {
            var rewrapped = keys.Select(key => key with { Wrapped = Ring.Rewrap(key) }).Where(key => key.Wrapped is not null).ToList();
            await store.RewrapAsync(rewrapped, cancellationToken);
            (changed, after) = (changed + rewrapped.Count, keys[^1].Id);
        }

        await store.FinishAsync(Ring.Rewrap, master.CheckValue, cancellationToken);
        change.End();
        return changed;
    }

    public async Task RotateAsync(Guid subjectId, DataClass dataClass, CancellationToken cancellationToken) =>
        await Ring.NextAsync(subjectId, dataClass.ToString(), cancellationToken);

    private async Task WipeAsync(Guid subjectId, IReadOnlyCollection<DataClass> classes, bool bury, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var isNews = false;
        foreach (var keyClass in classes.Select(one => one.ToString()))
        {
            // A class without a key gets one to destroy, so that a write still under way cannot bring the person back.
            isNews |= (await Ring.NewestAsync(subjectId, keyClass, null, cancellationToken)).Material is not null;
        }

        if (bury && isNews)
        {
            tombstones.Add(now, subjectId, classes);
        }

        foreach (var keyClass in classes.Select(one => one.ToString()))
        {
            await store.DestroyAsync(subjectId, keyClass, now, cancellationToken);
        }

        Ring.Forget(subjectId);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await users.DisposeAsync();
    }

    private static Place PlaceOf(Guid? subjectId, DataClass dataClass, string context) =>
        new("bytes", context, subjectId ?? Guid.Empty, subjectId ?? Guid.Empty, subjectId is null ? Platform : dataClass.ToString());

    private async ValueTask<DataKey> LivingAsync(Place place, CancellationToken cancellationToken)
    {
        var key = await Ring.NewestAsync(place.SubjectId, place.KeyClass, null, cancellationToken);
        return key.Material is null ? throw new ErasedDataException(place.RowId) : key;
    }

    private async ValueTask UnlockColdAsync<T>(Sealed<T> value, CancellationToken cancellationToken) =>
        value.Unlock(await KeyOfAsync(value.Ciphertext, value.Place, cancellationToken));

    private async ValueTask<DataKey> KeyOfAsync(byte[] ciphertext, Place place, CancellationToken cancellationToken)
    {
        var keyId = Envelope.KeyIdOf(ciphertext, place.RowId);
        return Ring.Find(place.SubjectId, keyId) ?? await Ring.ReadAsync(place.SubjectId, keyId, cancellationToken) ?? throw new DataIntegrityException(place.RowId);
    }
}
