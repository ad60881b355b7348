using System.Buffers.Text;
using System.Collections;
using System.Globalization;
using System.Text;

namespace Monolith.GraphQL.Relay;

/// <summary>Global ids: base64url without padding of <c>Type:key</c>. Callers must treat them as opaque.</summary>
public static class NodeIdCodec
{
    private const int MaxLength = 512;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The global id of an object.</summary>
    public static string Encode(string typeName, object key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{typeName}:{KeyText(key)}"));

    /// <summary>Type and key of a global id, or null when the text is not exactly what <see cref="Encode"/> makes. Never throws.</summary>
    public static (string TypeName, string Key)? Decode(string? id)
    {
        if (id is null or "" || id.Length > MaxLength || !Base64Url.IsValid(id))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(id);
        if (Base64Url.EncodeToString(bytes) != id || !System.Text.Unicode.Utf8.IsValid(bytes))
        {
            return null;
        }

        var text = Strict.GetString(bytes);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon + 1 < text.Length ? (text[..colon], text[(colon + 1)..]) : null;
    }

    internal static object? EncodeAll(string typeName, object? value) => value switch
    {
        null => null,
        string key => Encode(typeName, key),
        IEnumerable keys => keys.Cast<object?>().Select(key => EncodeAll(typeName, key)).ToArray(),
        _ => Encode(typeName, value),
    };

    /// <summary>Decodes ids of one type to the text of their keys.</summary>
    /// <exception cref="GraphQLException">An id is not of that type; code <c>INVALID_ID</c>.</exception>
    internal static object? DecodeAll(string typeName, object? value) => value switch
    {
        null => null,
        string id when Decode(id) is { } node && node.TypeName == typeName => node.Key,
        string => throw new GraphQLException($"The id is not an id of the type {typeName}.", "INVALID_ID"),
        IEnumerable ids => ids.Cast<object?>().Select(id => DecodeAll(typeName, id)).ToArray(),
        _ => value,
    };

    private static string KeyText(object key) => key switch
    {
        Guid id => id.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => key.ToString()!,
    };
}
