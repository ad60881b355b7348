using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>
/// Reads the usual body in one pass: a document, perhaps a name and variables, each once. It reads nothing that <see cref="JsonText"/> would read otherwise; any
/// other body, and any fault, is left to that.
/// </summary>
internal static class PlainBody
{
    /// <param name="body">The body.</param>
    /// <param name="maxDepth">The deepest JSON.</param>
    /// <param name="request">The request; its document may lie in the body.</param>
    /// <param name="variables">Keeps the variables; to be disposed with the request.</param>
    public static bool TryRead(ReadOnlyMemory<byte> body, int maxDepth, [NotNullWhen(true)] out GraphQLRequest? request, out JsonDocument? variables)
    {
        (request, variables) = (null, null);
        var text = body.Span;
        if (!Utf8.IsValid(text) || text.IndexOf("\\ud"u8) >= 0 || text.IndexOf("\\uD"u8) >= 0)
        {
            return false;
        }

        try
        {
            if (!TryRead(body, maxDepth, out var parts))
            {
                return false;
            }

            variables = parts.Variables.IsEmpty ? null : JsonText.Parse(parts.Variables, maxDepth - 1, "The body");
            request = new GraphQLRequest { Query = parts.Query, OperationName = parts.OperationName, Variables = variables?.RootElement ?? default };
            return true;
        }
        catch (Exception fault) when (fault is JsonException or TransportException)
        {
            return false;
        }
    }

    private static bool TryRead(ReadOnlyMemory<byte> body, int maxDepth, out Parts parts)
    {
        parts = default;
        var reader = new Utf8JsonReader(body.Span, new JsonReaderOptions { MaxDepth = maxDepth });
        if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var known = reader.ValueTextEquals("query"u8) ? TryReadQuery(ref reader, body, ref parts)
                : reader.ValueTextEquals("variables"u8) ? TryReadVariables(ref reader, body, ref parts)
                : reader.ValueTextEquals("operationName"u8) && TryReadName(ref reader, ref parts);
            if (!known)
            {
                return false;
            }
        }

        return reader.TokenType is JsonTokenType.EndObject && !reader.Read() && !parts.Query.IsEmpty;
    }

    private static bool TryReadQuery(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ref Parts parts)
    {
        if (parts.HasQuery || !reader.Read() || reader.TokenType is not JsonTokenType.String)
        {
            return false;
        }

        parts.HasQuery = true;

        if (!reader.ValueIsEscaped)
        {
            parts.Query = body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
            return true;
        }

        var unescaped = new byte[reader.ValueSpan.Length];
        parts.Query = unescaped.AsMemory(0, reader.CopyString(unescaped));
        return true;
    }

    private static bool TryReadVariables(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, ref Parts parts)
    {
        if (parts.HasVariables || !reader.Read())
        {
            return false;
        }

        parts.HasVariables = true;
        if (reader.TokenType is JsonTokenType.Null)
        {
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (reader.TokenType is not JsonTokenType.StartObject || !reader.TrySkip())
        {
            return false;
        }

        parts.Variables = body[start..(int)reader.BytesConsumed];
        return true;
    }

    private static bool TryReadName(ref Utf8JsonReader reader, ref Parts parts)
    {
        if (parts.HasName || !reader.Read())
        {
            return false;
        }

        parts.HasName = true;
        parts.OperationName = reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
    }

    private struct Parts
    {
        public ReadOnlyMemory<byte> Query;
        public ReadOnlyMemory<byte> Variables;
        public string? OperationName;
        public bool HasQuery;
        public bool HasVariables;
        public bool HasName;
    }
}
