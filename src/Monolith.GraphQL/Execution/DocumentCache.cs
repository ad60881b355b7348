using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Monolith.GraphQL.Execution;

/// <summary>Valid documents by the SHA-256 of their bytes. When there are too many, or their text is too long in all, the oldest go.</summary>
internal sealed class DocumentCache(int size, long maxBytes)
{
    private readonly ConcurrentDictionary<Key, PreparedDocument> _documents = new();
    private readonly ConcurrentQueue<(Key Key, int Bytes)> _order = new();
    private long _bytes;

    public static Key KeyOf(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(document, hash);
        return MemoryMarshal.Read<Key>(hash);
    }

    public PreparedDocument? Find(Key key) => _documents.GetValueOrDefault(key);

    public void Add(Key key, PreparedDocument document, int bytes)
    {
        if (size > 0 && _documents.TryAdd(key, document))
        {
            _order.Enqueue((key, bytes));
            Interlocked.Add(ref _bytes, bytes);
            while ((_order.Count > size || Interlocked.Read(ref _bytes) > maxBytes) && _order.TryDequeue(out var oldest))
            {
                _documents.TryRemove(oldest.Key, out _);
                Interlocked.Add(ref _bytes, -oldest.Bytes);
            }
        }
    }

    internal readonly record struct Key(long A, long B, long C, long D);
}
