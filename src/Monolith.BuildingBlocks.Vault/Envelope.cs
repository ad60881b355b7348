using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>Where a ciphertext belongs: bound to it, so that it opens nowhere else (R70).</summary>
internal sealed record Place(string Table, string Column, Guid RowId, Guid SubjectId, string KeyClass);

/// <summary>A person's key for a class of data. Material is null once it was destroyed.</summary>
internal sealed class DataKey(Guid id, Guid subjectId, string keyClass, int version, byte[]? material, DateTime? destroyedAt)
{
    private readonly Lock gate = new();
    private AesGcm? cipher;

    public Guid Id => id;

    public Guid SubjectId => subjectId;

    public string KeyClass => keyClass;

    public int Version => version;

    public byte[]? Material => material;

    public DateTime? DestroyedAt => destroyedAt;

    /// <exception cref="ErasedDataException">The key was destroyed.</exception>
    public void Encrypt(Guid rowId, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plaintext, Span<byte> body, Span<byte> tag, ReadOnlySpan<byte> binding)
    {
        lock (gate)
        {
            Cipher(rowId).Encrypt(nonce, plaintext, body, tag, binding);
        }
    }

    /// <exception cref="ErasedDataException">The key was destroyed.</exception>
    /// <exception cref="AuthenticationTagMismatchException">Something was changed.</exception>
    public void Decrypt(Guid rowId, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> body, ReadOnlySpan<byte> tag, Span<byte> plaintext, ReadOnlySpan<byte> binding)
    {
        lock (gate)
        {
            Cipher(rowId).Decrypt(nonce, body, tag, plaintext, binding);
        }
    }

    // Making a cipher costs more than opening a value with it; one serves one caller at a time.
    private AesGcm Cipher(Guid rowId) => cipher ??= new AesGcm(material ?? throw new ErasedDataException(rowId), Envelope.TagSize);
}

/// <summary>Format 1: version byte, key id (16), random nonce (12), tag (16), AES-256-GCM ciphertext.</summary>
internal static class Envelope
{
    public const int TagSize = 16;
    private const byte Format = 1;
    private const int NonceAt = 17;
    private const int NonceSize = 12;
    private const int TagAt = 29;
    private const int BodyAt = 45;

    public static byte[] Seal(DataKey key, Place place, ReadOnlySpan<byte> plaintext)
    {
        var bytes = new byte[BodyAt + plaintext.Length];
        bytes[0] = Format;
        key.Id.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(NonceAt, NonceSize));
        Span<byte> binding = stackalloc byte[BindingSize(place)];
        Bind(binding, key, place);
        key.Encrypt(place.RowId, bytes.AsSpan(NonceAt, NonceSize), plaintext, bytes.AsSpan(BodyAt), bytes.AsSpan(TagAt, TagSize), binding);
        return bytes;
    }

    public static byte[] Open(DataKey key, Place place, byte[] bytes)
    {
        if (key.SubjectId != place.SubjectId || key.KeyClass != place.KeyClass)
        {
            throw new DataIntegrityException(place.RowId);
        }

        var plaintext = new byte[bytes.Length - BodyAt];
        Span<byte> binding = stackalloc byte[BindingSize(place)];
        Bind(binding, key, place);
        try
        {
            key.Decrypt(place.RowId, bytes.AsSpan(NonceAt, NonceSize), bytes.AsSpan(BodyAt), bytes.AsSpan(TagAt, TagSize), plaintext, binding);
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new DataIntegrityException(place.RowId);
        }
    }

    public static Guid KeyIdOf(byte[] bytes, Guid rowId) =>
        bytes.Length >= BodyAt && bytes[0] == Format ? new Guid(bytes.AsSpan(1, 16), bigEndian: true) : throw new DataIntegrityException(rowId);

    // Names of tables and columns are the model's own and short.
    private static int BindingSize(Place place) => BodyAt + Encoding.UTF8.GetByteCount(place.Table) + Encoding.UTF8.GetByteCount(place.Column);

    private static void Bind(Span<byte> bytes, DataKey key, Place place)
    {
        bytes[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(bytes[1..], key.Version);
        place.RowId.TryWriteBytes(bytes[5..], bigEndian: true, out _);
        place.SubjectId.TryWriteBytes(bytes[21..], bigEndian: true, out _);
        var table = Encoding.UTF8.GetBytes(place.Table, bytes[BodyAt..]);
        var column = Encoding.UTF8.GetBytes(place.Column, bytes[(BodyAt + table)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes[37..], table);
        BinaryPrimitives.WriteInt32BigEndian(bytes[41..], column);
    }
}
