using System.Runtime.InteropServices;
using System.Text.Json;

namespace Monolith.GraphQL.Execution;

/// <summary>The hash by which a request names its document.</summary>
internal static class DocumentHash
{
    private const string Prefix = "sha256:";

    /// <summary>Reads <c>documentId</c> or <c>extensions.persistedQuery</c>. Answers false when one is there and is not a hash.</summary>
    public static bool TryRead(GraphQLRequest request, out DocumentCache.Key? key, out bool isAutomatic)
    {
        key = null;
        isAutomatic = false;
        var text = request.DocumentId;
        if (text is null && request.Extensions.ValueKind is JsonValueKind.Object && request.Extensions.TryGetProperty("persistedQuery", out var entry))
        {
            isAutomatic = true;
            text = entry.ValueKind is JsonValueKind.Object && IsVersionOne(entry) && entry.TryGetProperty("sha256Hash", out var hash) && hash.ValueKind is JsonValueKind.String ? hash.GetString() : "";
        }

        if (text is null)
        {
            return true;
        }

        key = Parse(text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? text.AsSpan(Prefix.Length) : text);
        return key is not null;
    }

    private static bool IsVersionOne(JsonElement entry) => entry.TryGetProperty("version", out var version) && version.ValueKind is JsonValueKind.Number && version.TryGetInt32(out var number) && number == 1;

    private static DocumentCache.Key? Parse(ReadOnlySpan<char> hexadecimal)
    {
        Span<byte> hash = stackalloc byte[32];
        return hexadecimal.Length == 64 && Convert.FromHexString(hexadecimal, hash, out _, out var written) is System.Buffers.OperationStatus.Done && written == 32
            ? MemoryMarshal.Read<DocumentCache.Key>(hash)
            : null;
    }
}
