using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Monolith.GraphQL.Execution;

/// <summary>Valid documents by the SHA-256 of their bytes. When it is full, the oldest go.</summary>
internal sealed class DocumentCache(int size)
{
    private readonly ConcurrentDictionary<Key, PreparedDocument> _documents = new();
    private readonly ConcurrentQueue<Key> _order = new();

    public static Key KeyOf(ReadOnlySpan<byte> document)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(document, hash);
        return MemoryMarshal.Read<Key>(hash);
    }

    public PreparedDocument? Find(Key key) => _documents.GetValueOrDefault(key);

    public void Add(Key key, PreparedDocument document)
    {
        if (size > 0 && _documents.TryAdd(key, document))
        {
            _order.Enqueue(key);
            while (_order.Count > size && _order.TryDequeue(out var oldest))
            {
                _documents.TryRemove(oldest, out _);
            }
        }
    }

    internal readonly record struct Key(long A, long B, long C, long D);
}
