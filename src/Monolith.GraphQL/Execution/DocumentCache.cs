using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Monolith.GraphQL.Execution;

/// <summary>Valid documents by their bytes, and by the SHA-256 of these. When there are too many, or their text is too long in all, the oldest go.</summary>
internal sealed class DocumentCache(int size, long maxBytes)
{
    private readonly ConcurrentDictionary<Key, PreparedDocument> _documents = new();
    private readonly ConcurrentDictionary<byte[], PreparedDocument> _byText = new(TextComparer.Instance);
    private readonly ConcurrentQueue<(Key Key, byte[] Text)> _order = new();
    private long _bytes;

    public static Key KeyOf(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(document, hash);
        return MemoryMarshal.Read<Key>(hash);
    }

    public PreparedDocument? Find(Key key) => _documents.GetValueOrDefault(key);

    /// <summary>The same without a cryptographic hash: whoever has the whole text needs none.</summary>
    public PreparedDocument? Find(ReadOnlySpan<byte> text) =>
        _byText.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(text, out var found) ? found : null;

    public void Add(Key key, PreparedDocument document, byte[] text)
    {
        if (size > 0 && _documents.TryAdd(key, document))
        {
            _byText[text] = document;
            _order.Enqueue((key, text));
            Interlocked.Add(ref _bytes, text.Length);
            while ((_order.Count > size || Interlocked.Read(ref _bytes) > maxBytes) && _order.TryDequeue(out var oldest))
            {
                _documents.TryRemove(oldest.Key, out _);
                _byText.TryRemove(oldest.Text, out _);
                Interlocked.Add(ref _bytes, -oldest.Text.Length);
            }
        }
    }

    /// <summary>Compares texts; the hash differs from process to process, so that nobody can choose texts that share it.</summary>
    private sealed class TextComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static TextComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }

    internal readonly record struct Key(long A, long B, long C, long D);
}
