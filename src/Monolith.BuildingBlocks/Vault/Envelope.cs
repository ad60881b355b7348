using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>Where a ciphertext belongs: bound to it, so that it opens nowhere else (R70).</summary>
internal sealed record Place(string Table, string Column, Guid RowId, Guid SubjectId, string KeyClass);

/// <summary>A person's key for a class of data. Material is null once it was destroyed.</summary>
internal sealed class DataKey(Guid id, Guid subjectId, string keyClass, int version, byte[]? material, DateTime? destroyedAt)
{
    public Guid Id => id;

    public Guid SubjectId => subjectId;

    public string KeyClass => keyClass;

    public int Version => version;

    public byte[]? Material => material;

    public DateTime? DestroyedAt => destroyedAt;
}

/// <summary>Format 1: version byte, key id (16), random nonce (12), tag (16), AES-256-GCM ciphertext.</summary>
internal static class Envelope
{
    private const byte Format = 1;
    private const int NonceAt = 17;
    private const int TagAt = 29;
    private const int BodyAt = 45;

    public static byte[] Seal(DataKey key, Place place, ReadOnlySpan<byte> plaintext)
    {
        var bytes = new byte[BodyAt + plaintext.Length];
        bytes[0] = Format;
        key.Id.TryWriteBytes(bytes.AsSpan(1), bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(NonceAt, 12));
        using var cipher = new AesGcm(key.Material ?? throw new ErasedDataException(place.RowId), 16);
        cipher.Encrypt(bytes.AsSpan(NonceAt, 12), plaintext, bytes.AsSpan(BodyAt), bytes.AsSpan(TagAt, 16), Binding(key, place));
        return bytes;
    }

    public static byte[] Open(DataKey key, Place place, byte[] bytes)
    {
        if (key.SubjectId != place.SubjectId || key.KeyClass != place.KeyClass)
        {
            throw new DataIntegrityException(place.RowId);
        }

        var plaintext = new byte[bytes.Length - BodyAt];
        using var cipher = new AesGcm(key.Material ?? throw new ErasedDataException(place.RowId), 16);
        try
        {
            cipher.Decrypt(bytes.AsSpan(NonceAt, 12), bytes.AsSpan(BodyAt), bytes.AsSpan(TagAt, 16), plaintext, Binding(key, place));
            return plaintext;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new DataIntegrityException(place.RowId);
        }
    }

    public static Guid KeyIdOf(byte[] bytes, Place place) =>
        bytes.Length >= BodyAt && bytes[0] == Format ? new Guid(bytes.AsSpan(1, 16), bigEndian: true) : throw new DataIntegrityException(place.RowId);

    private static byte[] Binding(DataKey key, Place place)
    {
        var table = Encoding.UTF8.GetByteCount(place.Table);
        var column = Encoding.UTF8.GetByteCount(place.Column);
        var bytes = new byte[45 + table + column];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), key.Version);
        place.RowId.TryWriteBytes(bytes.AsSpan(5), bigEndian: true, out _);
        place.SubjectId.TryWriteBytes(bytes.AsSpan(21), bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(37), table);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(41), column);
        Encoding.UTF8.GetBytes(place.Table, bytes.AsSpan(45));
        Encoding.UTF8.GetBytes(place.Column, bytes.AsSpan(45 + table));
        return bytes;
    }
}
