using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Monolith.GraphQL.Execution;

/// <summary>Documents known beforehand, by the SHA-256 of their UTF-8 bytes in hexadecimal: those of the deployed clients.</summary>
public sealed class TrustedDocuments
{
    private readonly FrozenDictionary<DocumentCache.Key, ReadOnlyMemory<byte>> _documents;

    private TrustedDocuments(IEnumerable<byte[]> documents) =>
        _documents = documents.DistinctBy(d => DocumentCache.KeyOf(d)).ToFrozenDictionary(d => DocumentCache.KeyOf(d), d => (ReadOnlyMemory<byte>)d);

    /// <summary>How many there are.</summary>
    public int Count => _documents.Count;

    /// <summary>Documents from memory.</summary>
    public static TrustedDocuments Of(IEnumerable<string> documents) => new(documents.Select(Encoding.UTF8.GetBytes));

    /// <summary>
    /// Documents from a manifest or a folder. A manifest is a JSON object of hash and document, or <c>{"operations":[{"id":…,"body":…}]}</c> as Apollo's tools
    /// write it; a folder holds <c>*.graphql</c> files with one document each.
    /// </summary>
    /// <exception cref="InvalidDataException">The manifest is neither, or a hash is not that of its document; the message names it.</exception>
    /// <exception cref="IOException">File or folder cannot be read.</exception>
    public static TrustedDocuments Load(string path) => Directory.Exists(path)
        ? new(Directory.EnumerateFiles(path, "*.graphql", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes))
        : new(FromManifest(path));

    internal bool TryFind(DocumentCache.Key key, out ReadOnlyMemory<byte> document) => _documents.TryGetValue(key, out document);

    private static List<byte[]> FromManifest(string path)
    {
        try
        {
            using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
            var entries = manifest.RootElement.TryGetProperty("operations", out var operations)
                ? operations.EnumerateArray().Select(o => (Id: o.GetProperty("id").GetString()!, Body: o.GetProperty("body").GetString()!))
                : manifest.RootElement.EnumerateObject().Select(p => (Id: p.Name, Body: p.Value.GetString()!));
            return [.. entries.Select(entry => Checked(path, entry.Id, Encoding.UTF8.GetBytes(entry.Body)))];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentNullException)
        {
            throw new InvalidDataException($"{path} is no manifest of documents.", fault);
        }
    }

    private static byte[] Checked(string path, string id, byte[] document)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(document));
        return string.Equals(id, hash, StringComparison.OrdinalIgnoreCase) || string.Equals(id, "sha256:" + hash, StringComparison.OrdinalIgnoreCase)
            ? document
            : throw new InvalidDataException($"{path}: '{id}' is not the SHA-256 of its document, which is {hash}.");
    }
}
