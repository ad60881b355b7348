using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>The append-only file of signed checkpoints: a line with the public key, then one line a checkpoint.</summary>
internal sealed class CheckpointFile(string path)
{
    /// <exception cref="InvalidOperationException">The file was begun with another key.</exception>
    public void Append(ChainLink link, DateTime sealedAt, byte[] signature, ECDsa key)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var first = $"key {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}";
        using var reader = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
        if (reader.ReadLine() is { } begun && begun != first)
        {
            throw new InvalidOperationException($"{path} was begun with another signing key. Keep it and give the audit a new file.");
        }

        var text = file.Length == 0 ? first + "\n" : EndsLine(file) ? "" : "\n";
        text += string.Create(
            CultureInfo.InvariantCulture,
            $"{link.Sequence} {Convert.ToHexStringLower(link.Hash)} {AuditTables.Microseconds(sealedAt)} {Convert.ToBase64String(signature)}\n");
        file.Seek(0, SeekOrigin.End);
        file.Write(Encoding.ASCII.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static bool EndsLine(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() == '\n';
    }
}
