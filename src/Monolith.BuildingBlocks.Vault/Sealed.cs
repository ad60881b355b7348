using System.Text;
using System.Text.Json;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>A value of a personal column: plain until it is saved, afterwards ciphertext that only <see cref="IVault"/> opens. Nothing prints it.</summary>
/// <typeparam name="T">A string, or anything that System.Text.Json reads back.</typeparam>
public sealed class Sealed<T> : ISealed
{
    private readonly SealedColumn? column;
    private T? plain;
    private byte[]? ciphertext;
    private (Guid RowId, Guid SubjectId)? row;
    private Place? place;
    private DataKey? unlocked;

    internal Sealed(T plain) => this.plain = plain;

    internal Sealed(SealedColumn column, byte[] ciphertext) => (this.column, this.ciphertext) = (column, ciphertext);

    bool ISealed.IsPending => ciphertext is null;

    /// <summary>Opens the value; after <see cref="IVault.UnlockAsync{T}"/>, or before it was saved. A method, because what looks at properties must not see it.</summary>
    /// <exception cref="ErasedDataException">The key was destroyed.</exception>
    /// <exception cref="DataIntegrityException">The ciphertext was changed, or belongs elsewhere.</exception>
    public T Open() => TryPlain(out var value) ? value : Open(unlocked ?? throw new InvalidOperationException("The value was not unlocked."));

    internal byte[] Ciphertext => ciphertext ?? throw new InvalidOperationException("A sealed value was saved around the vault.");

    internal (Guid RowId, Guid SubjectId) Row => row ?? throw new InvalidOperationException("A projected sealed value does not know its row: call At(rowId, subjectId).");

    internal Place Place => place ??= column!.At(Row.RowId, Row.SubjectId);

    Place? ISealed.Place => row is null ? null : Place;

    /// <summary>Says where a projected column was read from. Loaded entities know it already.</summary>
    public Sealed<T> At(Guid rowId, Guid subjectId)
    {
        if (column is not null)
        {
            (row, place) = ((rowId, subjectId), null);
        }

        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => "(sealed)";

    void ISealed.PlaceAt(Guid rowId, Guid subjectId) => At(rowId, subjectId);

    void ISealed.Seal(DataKey key, Place sealedAt)
    {
        if (ciphertext is not null)
        {
            throw new InvalidOperationException("One sealed value cannot be saved in two places. Seal it for each.");
        }

        ciphertext = Envelope.Seal(key, sealedAt, plain is string text ? Encoding.UTF8.GetBytes(text) : JsonSerializer.SerializeToUtf8Bytes(plain));
        (place, row, plain) = (sealedAt, (sealedAt.RowId, sealedAt.SubjectId), default);
    }

    internal bool TryPlain(out T value)
    {
        value = plain!;
        return ciphertext is null;
    }

    internal void Unlock(DataKey key) => unlocked = key;

    internal T Open(DataKey key)
    {
        var bytes = Envelope.Open(key, Place, Ciphertext);
        return typeof(T) == typeof(string) ? (T)(object)Encoding.UTF8.GetString(bytes) : JsonSerializer.Deserialize<T>(bytes)!;
    }
}

/// <summary>Makes sealed values.</summary>
public static class Sealed
{
    /// <summary>Seals the value with the row it is saved in.</summary>
    public static Sealed<T> Of<T>(T value)
        where T : notnull => new(value);
}

internal interface ISealed
{
    bool IsPending { get; }

    Place? Place { get; }

    void PlaceAt(Guid rowId, Guid subjectId);

    void Seal(DataKey key, Place place);
}
