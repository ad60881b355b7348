using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Monolith.GraphQL.Relay;

/// <summary>Cursors for keyset paging: base64url of the sort keys of a row. They do not depend on the page size, and callers must treat them as opaque.</summary>
public static class Cursor
{
    private const int MaxLength = 1024;

    /// <summary>The cursor of a row by its sort keys, the last of which should be unique. Give instants and numbers in a form that sorts and parses back.</summary>
    public static string Encode(params ReadOnlySpan<string> keys) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(keys.ToArray()));

    /// <summary>The sort keys, or null when the text is no cursor of that many keys. Never throws.</summary>
    public static string[]? Decode(string? cursor, int keys)
    {
        if (string.IsNullOrEmpty(cursor) || cursor.Length > MaxLength || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        try
        {
            var found = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(cursor));
            return found?.Length == keys && found.All(key => key is not null) && Encode(found) == cursor ? found : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The sort keys.</summary>
    /// <exception cref="GraphQLException">The text is no cursor of that many keys; code <c>INVALID_CURSOR</c>.</exception>
    public static string[] Require(string cursor, int keys) =>
        Decode(cursor, keys) ?? throw new GraphQLException("The cursor is not one that this list gave out.", "INVALID_CURSOR");
}
