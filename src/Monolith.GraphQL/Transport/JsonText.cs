using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Monolith.GraphQL.Transport;

/// <summary>Reads JSON of strangers in one way only: valid UTF-8, no duplicate keys, no lone surrogates, bounded depth, no extras.</summary>
internal static class JsonText
{
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, int maxDepth, string what)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }

        JsonDocument? json = null;
        try
        {
            if (!Utf8.IsValid(utf8.Span))
            {
                throw new JsonException();
            }

            json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = maxDepth, AllowDuplicateProperties = false });
            if (utf8.Span.IndexOf("\\ud"u8) >= 0 || utf8.Span.IndexOf("\\uD"u8) >= 0)
            {
                ReadStrings(utf8.Span, maxDepth);
            }

            return json;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            json?.Dispose();
            throw new TransportException(StatusCodes.Status400BadRequest, $"{what} is not well-formed JSON in UTF-8 of at most {maxDepth} levels without duplicate keys.");
        }
    }

    private static void ReadStrings(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }
}
