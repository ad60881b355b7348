using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>Reads a request out of an HTTP call (GraphQL over HTTP, section 5).</summary>
internal static class RequestReader
{
    private static readonly string[] Names = ["query", "documentId", "operationName", "variables", "extensions"];

    /// <exception cref="TransportException">It is no well-formed request.</exception>
    public static async ValueTask<(GraphQLRequest Request, JsonDocument? Body)> FromBody(HttpRequest http, GraphQLServerOptions options, CancellationToken cancellationToken)
    {
        CheckContent(http);
        var body = await ReadBody(http, options.MaxBodyBytes, cancellationToken);
        if (PlainBody.TryRead(body, options.MaxJsonDepth, out var plain, out var variables))
        {
            return (plain, variables);
        }

        var json = JsonText.Parse(body, options.MaxJsonDepth, "The body");
        try
        {
            return (FromJson(json.RootElement), json);
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    public static (GraphQLRequest Request, JsonDocument? Body) FromUrl(HttpRequest http, GraphQLServerOptions options)
    {
        foreach (var name in Names)
        {
            if (http.Query[name].Count > 1)
            {
                throw new TransportException(StatusCodes.Status400BadRequest, $"The parameter '{name}' is given more than once.");
            }
        }

        var query = http.Query["query"].ToString();
        if (query.Length == 0 && http.Query["documentId"].Count == 0 && http.Query["extensions"].Count == 0)
        {
            throw new TransportException(StatusCodes.Status400BadRequest, "The parameter 'query' is missing.");
        }

        // One document holds both parameters, so that there is one lifetime to keep.
        var variables = Parameter(http, "variables");
        var extensions = Parameter(http, "extensions");
        var json = JsonText.Parse(Encoding.UTF8.GetBytes($"{{\"variables\":{variables},\"extensions\":{extensions}}}"), options.MaxJsonDepth + 1, "A parameter");
        return (new GraphQLRequest
        {
            Query = Encoding.UTF8.GetBytes(query),
            DocumentId = http.Query["documentId"] is [{ Length: > 0 } id] ? id : null,
            OperationName = http.Query["operationName"] is [{ Length: > 0 } operation] ? operation : null,
            Variables = Member(json.RootElement, "variables"),
            Extensions = Member(json.RootElement, "extensions"),
            QueriesOnly = true,
        }, json);
    }

    private static string Parameter(HttpRequest http, string name)
    {
        var text = http.Query[name].ToString();
        if (text.Length == 0)
        {
            return "null";
        }

        using var alone = JsonText.Parse(Encoding.UTF8.GetBytes(text), 64, $"The parameter '{name}'");
        return text;
    }

    /// <exception cref="TransportException">It is no well-formed request.</exception>
    public static GraphQLRequest FromJson(JsonElement body)
    {
        if (body.ValueKind is not JsonValueKind.Object)
        {
            throw new TransportException(StatusCodes.Status400BadRequest, "The body must be one JSON object; lists of requests are not taken.");
        }

        var query = body.TryGetProperty("query", out var text) ? text : default;
        var id = Text(body, "documentId");
        var extensions = Member(body, "extensions");
        var isNamed = id is not null || (extensions.ValueKind is JsonValueKind.Object && extensions.TryGetProperty("persistedQuery", out _));
        if (query.ValueKind is not JsonValueKind.String && !(isNamed && query.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null))
        {
            throw new TransportException(StatusCodes.Status400BadRequest, "The member 'query' must be a string with the document.");
        }

        return new GraphQLRequest
        {
            Query = query.ValueKind is JsonValueKind.String ? Encoding.UTF8.GetBytes(query.GetString()!) : default,
            DocumentId = id,
            OperationName = Text(body, "operationName"),
            Variables = Member(body, "variables"),
            Extensions = extensions,
        };
    }

    private static string? Text(JsonElement body, string name) => !body.TryGetProperty(name, out var member) ? null : member.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => member.GetString(),
        _ => throw new TransportException(StatusCodes.Status400BadRequest, $"The member '{name}' must be a string or null."),
    };

    private static JsonElement Member(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out var member) || member.ValueKind is JsonValueKind.Null)
        {
            return default;
        }

        return member.ValueKind is JsonValueKind.Object
            ? member
            : throw new TransportException(StatusCodes.Status400BadRequest, $"The member '{name}' must be a JSON object or null.");
    }

    private static void CheckContent(HttpRequest http)
    {
        if (http.ContentType is "application/json" && http.Headers.ContentEncoding.Count == 0)
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(http.ContentType, out var type) || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new TransportException(StatusCodes.Status415UnsupportedMediaType, "The Content-Type must be application/json.", "UNSUPPORTED_MEDIA_TYPE");
        }

        if (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            throw new TransportException(StatusCodes.Status415UnsupportedMediaType, "The charset must be utf-8.", "UNSUPPORTED_MEDIA_TYPE");
        }

        var encoding = http.Headers.ContentEncoding.ToString();
        if (encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            throw new TransportException(StatusCodes.Status415UnsupportedMediaType, "Compressed bodies are not taken.", "UNSUPPORTED_MEDIA_TYPE");
        }
    }

    private static async ValueTask<ReadOnlyMemory<byte>> ReadBody(HttpRequest http, int max, CancellationToken cancellationToken)
    {
        if (http.ContentLength > max)
        {
            throw TooLarge(max);
        }

        if (http.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = max;
        }

        var writer = new ArrayBufferWriter<byte>((int)(http.ContentLength ?? 1024) + 1);
        try
        {
            while (writer.WrittenCount != http.ContentLength && await http.Body.ReadAsync(writer.GetMemory(1), cancellationToken) is var read and > 0)
            {
                writer.Advance(read);
                if (writer.WrittenCount > max)
                {
                    throw TooLarge(max);
                }
            }
        }
        catch (BadHttpRequestException fault)
        {
            throw fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(max) : new TransportException(fault.StatusCode, "The body could not be read.");
        }

        return writer.WrittenMemory;
    }

    private static TransportException TooLarge(int max) =>
        new(StatusCodes.Status413PayloadTooLarge, $"The body is larger than the limit of {max} bytes.", "BODY_TOO_LARGE");
}
