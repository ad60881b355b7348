using Microsoft.EntityFrameworkCore;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>A row with sealed columns says whose data it holds. Neither id ever changes: the ciphertexts are bound to both.</summary>
public interface IPersonal
{
    /// <summary>The row.</summary>
    Guid Id { get; }

    /// <summary>The person.</summary>
    Guid SubjectId { get; }
}

/// <summary>A key that was destroyed, for the deletion certificate.</summary>
/// <param name="KeyId">The key.</param>
/// <param name="DataClass">The class of data that only this key could open.</param>
/// <param name="DestroyedAt">When, UTC.</param>
public sealed record DestroyedKey(Guid KeyId, DataClass DataClass, DateTime DestroyedAt);

/// <summary>What was behind a seal: a value, or nothing because its key was destroyed.</summary>
/// <param name="IsErased">Whether the key was destroyed.</param>
/// <param name="Value">The value, the default of the type when erased.</param>
public readonly record struct Opened<T>(bool IsErased, T? Value);

/// <summary>Seals and opens personal data (R69–R75): AES-256-GCM, one key a person and class, each wrapped by the master key.</summary>
public interface IVault
{
    /// <summary>Checks the master key, or makes it on the first start of an empty data directory. Nothing else works before. Run it before any other file is made.</summary>
    /// <exception cref="VaultRefusedException">The master key is missing, malformed, not the one the keys were wrapped with, or being changed by another process. Nothing was written.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>The value behind the seal; completes at once when the person's keys are warm.</summary>
    /// <exception cref="ErasedDataException">The key was destroyed.</exception>
    /// <exception cref="DataIntegrityException">The ciphertext was changed, or belongs to another row, column, person or key version.</exception>
    ValueTask<T> OpenAsync<T>(Sealed<T> value, CancellationToken cancellationToken);

    /// <summary>Brings the key to the value, so that <see cref="Sealed{T}.Open()"/> opens it if anybody asks for it; completes at once when the person's keys are warm.</summary>
    /// <exception cref="DataIntegrityException">There is no such key.</exception>
    ValueTask UnlockAsync<T>(Sealed<T> value, CancellationToken cancellationToken);

    /// <summary>As <see cref="OpenAsync{T}"/>, with "erased" as an answer.</summary>
    /// <exception cref="DataIntegrityException">As above.</exception>
    ValueTask<Opened<T>> TryOpenAsync<T>(Sealed<T> value, CancellationToken cancellationToken);

    /// <summary>Loads the keys of many people with one query.</summary>
    Task WarmAsync(IEnumerable<Guid> subjectIds, CancellationToken cancellationToken);

    /// <summary>Seals what was added or changed in the context; people without a key get one. Called before the rows are written.</summary>
    /// <exception cref="ErasedDataException">The person's key for the class was destroyed; it takes no new data.</exception>
    Task SealPendingAsync(DbContext context, CancellationToken cancellationToken);

    /// <summary>Keyed fingerprint (32 bytes) to look up a sealed value by. Names <c>email</c> and <c>phone</c> are canonicalised: NFC, trimmed, lower case; digits only.</summary>
    byte[] BlindIndex(string name, string value);

    /// <summary>Seals bytes for a person's class of data, or for the platform when there is no person.</summary>
    /// <param name="subjectId">The person, or null for the platform.</param>
    /// <param name="dataClass">The class; without meaning for the platform.</param>
    /// <param name="context">What and where the bytes are, such as a table and row id; must be the same when opening.</param>
    /// <param name="plaintext">The bytes.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<byte[]> SealBytesAsync(Guid? subjectId, DataClass dataClass, string context, ReadOnlyMemory<byte> plaintext, CancellationToken cancellationToken);

    /// <summary>Opens what <see cref="SealBytesAsync"/> sealed, given the same person, class and context.</summary>
    /// <exception cref="ErasedDataException">The key was destroyed.</exception>
    /// <exception cref="DataIntegrityException">The bytes were changed or belong elsewhere.</exception>
    ValueTask<byte[]> OpenBytesAsync(Guid? subjectId, DataClass dataClass, string context, byte[] ciphertext, CancellationToken cancellationToken);

    /// <summary>People whose identity was erased before this start: what a restored backup still holds of them must go again (R74).</summary>
    IReadOnlyList<Guid> ErasedBefore { get; }

    /// <summary>Destroys the person's keys of these classes (R72). Asked again, answers the same keys. The classes take no new data afterwards.</summary>
    Task<IReadOnlyList<DestroyedKey>> DestroyAsync(Guid subjectId, IReadOnlyCollection<DataClass> classes, CancellationToken cancellationToken);

    /// <summary>The same for many people: what the keys left behind in the files is removed once, at the end.</summary>
    Task DestroyAsync(IReadOnlyCollection<Guid> subjectIds, IReadOnlyCollection<DataClass> classes, CancellationToken cancellationToken);
}

/// <summary>Secrets of the platform itself, such as the key that signs the audit; each is wrapped like a person's key.</summary>
public interface IPlatformSecrets
{
    /// <summary>The secret of this name; made when there is none, at random unless <paramref name="make"/> says how.</summary>
    Task<byte[]> SecretAsync(string name, Func<byte[]>? make, CancellationToken cancellationToken);
}

/// <summary>Changes keys while everything goes on (R71).</summary>
public interface IKeyRotation
{
    /// <summary>
    /// Wraps every key with the next master key: the one of the options, else one that is made and takes the place of <c>master.key</c> at the end. What was broken off goes on when it is asked for
    /// again; until then the vault starts with the former key and opens both. No other process may work with these keys.
    /// </summary>
    /// <param name="cancellationToken">Breaks it off between two steps.</param>
    /// <returns>How many keys were wrapped anew.</returns>
    /// <exception cref="VaultRefusedException">Another process works with these keys, or the next key must be given and is not, or is another one than the change was begun with.</exception>
    Task<int> RotateMasterAsync(CancellationToken cancellationToken);

    /// <summary>A further key for a person's class of data: what is written from now on is sealed with it, what was written stays readable.</summary>
    /// <exception cref="ErasedDataException">The class was destroyed.</exception>
    Task RotateAsync(Guid subjectId, DataClass dataClass, CancellationToken cancellationToken);
}

/// <summary>The vault cannot start; the message is for the person who starts the host.</summary>
public sealed class VaultRefusedException(string message) : Exception(message);

/// <summary>A stored record does not hold what was written there.</summary>
public sealed class DataIntegrityException(Guid recordId) : Exception($"The record {recordId} does not hold what was written there.")
{
    /// <summary>The record.</summary>
    public Guid RecordId { get; } = recordId;
}

/// <summary>The data was erased: its key was destroyed.</summary>
public sealed class ErasedDataException(Guid recordId) : Exception($"The data of {recordId} was erased.")
{
    /// <summary>The record, or the person when nothing was stored yet.</summary>
    public Guid RecordId { get; } = recordId;
}
