using System.Security.Cryptography;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>The key that wraps all others: 32 bytes from the options or from <c>master.key</c> in the data directory.</summary>
internal sealed class MasterKey
{
    private readonly DataKey wrapping;

    private MasterKey(byte[] material)
    {
        wrapping = new(Guid.Empty, Guid.Empty, "master", 1, HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, info: "monolith wrap 1"u8.ToArray()), null);
        CheckValue = HKDF.DeriveKey(HashAlgorithmName.SHA256, material, 32, info: "monolith check 1"u8.ToArray());
    }

    /// <summary>Stored beside the keys: says whether a master key is the right one and nothing about it.</summary>
    public byte[] CheckValue { get; }

    /// <exception cref="VaultRefusedException">There is none, or it is not 32 bytes of base64.</exception>
    public static MasterKey Load(StorageOptions storage, bool keysExist)
    {
        var path = PathIn(storage);
        if (storage.MasterKey is { } given)
        {
            return Parse(given, "The master key of the options");
        }

        if (File.Exists(path))
        {
            return Parse(File.ReadAllText(path).Trim(), path);
        }

        if (keysExist || HoldsDatabase(storage))
        {
            throw new VaultRefusedException($"There is no master key: {path} is missing and none was given, yet there is data sealed with one. Nothing was written.");
        }

        var material = RandomNumberGenerator.GetBytes(32);
        Write(path, Convert.ToBase64String(material));
        return new(material);
    }

    /// <summary>The file of the key, when none is given in the options.</summary>
    public static string PathIn(StorageOptions storage) => Path.Combine(storage.DataDirectory, "master.key");

    public byte[] Wrap(DataKey key) => Envelope.Seal(wrapping, PlaceOf(key.Id, key.SubjectId, key.KeyClass, key.Version), key.Material);

    /// <exception cref="DataIntegrityException">It was wrapped with another master key, or changed.</exception>
    public byte[] Unwrap(StoredKey key) => Envelope.Open(wrapping, PlaceOf(key.Id, key.SubjectId, key.KeyClass, key.Version), key.Wrapped!);

    /// <summary>Whether the key is wrapped with this one.</summary>
    public bool Opens(StoredKey key)
    {
        try
        {
            Unwrap(key);
            return true;
        }
        catch (DataIntegrityException)
        {
            return false;
        }
    }

    private static Place PlaceOf(Guid id, Guid subjectId, string keyClass, int version) =>
        new($"data_key|{subjectId}", $"{keyClass}|{version}", id, Guid.Empty, "master");

    private static bool HoldsDatabase(StorageOptions storage) =>
        storage.Kind == DatabaseKind.Sqlite && Directory.Exists(storage.DataDirectory) && Directory.EnumerateFiles(storage.DataDirectory, "*.db").Any();

    /// <exception cref="VaultRefusedException">It is not 32 bytes of base64.</exception>
    public static MasterKey Parse(string text, string source)
    {
        Span<byte> bytes = stackalloc byte[33];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == 32
            ? new(bytes[..32].ToArray())
            : throw new VaultRefusedException($"{source} is not 32 bytes in base64. Nothing was written.");
    }

    /// <summary>Writes a file that only its owner reads; it is there whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(unfinished, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: false);
    }
}
