using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Benchmarks.Platform;

/// <summary>The vault's keys, all of them in memory, and the seals that they open (docs/data.md): what an endpoint would do that knew nothing else.</summary>
internal sealed class VaultKeys
{
    private const int TagSize = 16;
    private const int BodyAt = 45;
    private readonly Dictionary<Guid, Key> keys = [];

    private sealed record Key(AesGcm Cipher, int Version);

    public static async Task<VaultKeys> LoadAsync(string folder, DbConnection open, string table)
    {
        var material = Convert.FromBase64String((await File.ReadAllTextAsync(Path.Combine(folder, "master.key"))).Trim());
        var master = new Key(new AesGcm(HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, info: "monolith wrap 1"u8.ToArray()), TagSize), 1);
        var loaded = new VaultKeys();
        await using var command = open.CreateCommand();
        command.CommandText = $"SELECT id, subject_id, class, version, wrapped FROM {table} WHERE wrapped IS NOT NULL";
        await using var reader = await command.ExecuteReaderAsync();
        var plain = new byte[32];
        while (await reader.ReadAsync())
        {
            var (id, version) = (reader.GetGuid(0), reader.GetInt32(3));
            var place = new SealedPlace($"data_key|{reader.GetGuid(1)}", $"{reader.GetString(2)}|{version}");
            var wrapped = reader.GetFieldValue<byte[]>(4);

            // Other secrets of the platform have other lengths.
            if (LengthOf(wrapped) == plain.Length)
            {
                Open(master, wrapped, place, id, Guid.Empty, plain);
                loaded.keys.Add(id, new Key(new AesGcm(plain, TagSize), version));
            }
        }

        return loaded;
    }

    public static int LengthOf(byte[] seal) => seal.Length - BodyAt;

    public void Open(byte[] seal, SealedPlace place, Guid rowId, Guid subjectId, Span<byte> plain)
    {
        var key = keys[new Guid(seal.AsSpan(1, 16), bigEndian: true)];
        lock (key)
        {
            Open(key, seal, place, rowId, subjectId, plain);
        }
    }

    private static void Open(Key key, byte[] seal, SealedPlace place, Guid rowId, Guid subjectId, Span<byte> plain)
    {
        Span<byte> binding = stackalloc byte[BodyAt + place.Names.Length];
        binding[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(binding[1..], key.Version);
        rowId.TryWriteBytes(binding[5..], bigEndian: true, out _);
        subjectId.TryWriteBytes(binding[21..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(binding[37..], place.TableLength);
        BinaryPrimitives.WriteInt32BigEndian(binding[41..], place.Names.Length - place.TableLength);
        place.Names.CopyTo(binding[BodyAt..]);
        key.Cipher.Decrypt(seal.AsSpan(17, 12), seal.AsSpan(BodyAt), seal.AsSpan(29, TagSize), plain, binding);
    }
}

/// <summary>A sealed column.</summary>
internal sealed class SealedPlace(string table, string column)
{
    public byte[] Names { get; } = Encoding.UTF8.GetBytes(table + column);

    public int TableLength { get; } = Encoding.UTF8.GetByteCount(table);
}
