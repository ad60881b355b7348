using System.Security.Cryptography;
using Monolith.BuildingBlocks.Storage;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>
/// A change of the master key that was begun and not ended: the file <c>master.key.next</c>. It holds the next key, or, where keys come from the options, only the word <c>given</c> and the next
/// key's check value.
/// </summary>
internal sealed class MasterKeyChange(StorageOptions storage)
{
    private const string Given = "given ";
    private readonly string path = MasterKey.PathIn(storage) + ".next";

    /// <summary>Begins a change, or takes up the one that was begun.</summary>
    /// <exception cref="VaultRefusedException">The next key is not known here, or is another one than the change was begun with.</exception>
    public MasterKey Begin()
    {
        if (storage.NextMasterKey is { } given)
        {
            var next = MasterKey.Parse(given, "The next master key");
            var marker = Given + Convert.ToBase64String(next.CheckValue);
            if (!File.Exists(path))
            {
                MasterKey.Write(path, marker);
            }

            return Content() == marker ? next : throw new VaultRefusedException($"The next master key is not the one that {path} was begun with. Nothing was written.");
        }

        if (storage.MasterKey is not null || Content()?.StartsWith(Given, StringComparison.Ordinal) is true)
        {
            throw new VaultRefusedException("The master key is given, so the next one must be given too (MONOLITH_NEXT_MASTER_KEY). Nothing was written.");
        }

        if (!File.Exists(path))
        {
            MasterKey.Write(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        }

        return MasterKey.Parse(Content()!, path);
    }

    /// <summary>The next key of a change that was broken off before its last step; null when there is none.</summary>
    public MasterKey? UnderWay(MasterKey current)
    {
        if (Content() == Given + Convert.ToBase64String(current.CheckValue))
        {
            File.Delete(path);
        }

        return File.Exists(path) ? Begin() : null;
    }

    /// <summary>The next key of a change whose last step was done, but not written here; null when the stored check value is of no such key.</summary>
    public MasterKey? Done(byte[] check) => File.Exists(path) && Begin() is { } next && CryptographicOperations.FixedTimeEquals(check, next.CheckValue) ? next : null;

    /// <summary>The next key is the key now.</summary>
    public void End()
    {
        if (storage.NextMasterKey is null)
        {
            File.Move(path, MasterKey.PathIn(storage), overwrite: true);
        }
        else
        {
            File.Delete(path);
        }
    }

    private string? Content() => File.Exists(path) ? File.ReadAllText(path).Trim() : null;
}
