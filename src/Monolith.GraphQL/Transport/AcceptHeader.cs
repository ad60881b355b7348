using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Monolith.GraphQL.Transport;

/// <summary>The two media types of a response (GraphQL over HTTP, section 4.1).</summary>
internal enum ResponseMedia
{
    /// <summary>None that the caller accepts.</summary>
    None,

    /// <summary>application/json: refusals of the document are answered with 200.</summary>
    Json,

    /// <summary>application/graphql-response+json: refusals are answered with 4xx.</summary>
    GraphQLResponse,
}

/// <summary>Chooses the media type of a response by the Accept header and its weights.</summary>
internal static class AcceptHeader
{
    private const string Response = "application/graphql-response+json";
    private const string Json = "application/json";
    private const string Multipart = "multipart/mixed";
    private const string EventStream = "text/event-stream";

    public static ResponseMedia Choose(HttpRequest request)
    {
        var header = request.Headers.Accept;
        if (header.Count == 1 && header[0] is Response)
        {
            return ResponseMedia.GraphQLResponse;
        }

        if (header.Count == 1 && header[0] is Json)
        {
            return ResponseMedia.Json;
        }

        if (StringValues.IsNullOrEmpty(header) || header.All(string.IsNullOrWhiteSpace))
        {
            return ResponseMedia.Json;
        }

        if (!MediaTypeHeaderValue.TryParseList(header, out var ranges))
        {
            return ResponseMedia.None;
        }

        var response = Weight(ranges, Response);
        var json = Weight(ranges, Json);
        if (response <= 0 && json <= 0)
        {
            return ResponseMedia.None;
        }

        // At equal weight a type that is named goes before one that a wildcard allows, and application/json is what a wildcard stands for.
        var preferred = response > json || (response == json && Names(ranges, Response));
        return preferred ? ResponseMedia.GraphQLResponse : ResponseMedia.Json;
    }

    /// <summary>Whether the caller asks for an event stream: names it, and no JSON type of the same weight or more.</summary>
    public static bool WantsEventStream(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(EventStream, StringComparison.OrdinalIgnoreCase)
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) && Named(ranges, EventStream) is > 0 and var weight
        && Named(ranges, Json) < weight && Named(ranges, Response) < weight;

    /// <summary>
    /// Whether the caller takes further results as parts. The parameter <c>deferSpec</c> asks for a form of them that is older than the draft.
    /// </summary>
    public static bool WantsParts(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(Multipart, StringComparison.OrdinalIgnoreCase)
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges)
        && ranges.Any(r => r.MediaType.Equals(Multipart, StringComparison.OrdinalIgnoreCase) && r.Quality is not 0 && r.Parameters.All(p => !p.Name.Equals("deferSpec", StringComparison.OrdinalIgnoreCase)));

    public static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var ranges) && ranges.Any(r => r.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && r.Quality is not 0);

    public static string ContentType(ResponseMedia media) => media is ResponseMedia.GraphQLResponse ? "application/graphql-response+json; charset=utf-8" : "application/json; charset=utf-8";

    private static double Named(IList<MediaTypeHeaderValue> ranges, string type) =>
        ranges.Where(r => r.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase)).Select(r => r.Quality ?? 1).DefaultIfEmpty(0).Max();

    private static bool Names(IList<MediaTypeHeaderValue> ranges, string type) => ranges.Any(r => r.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    private static double Weight(IList<MediaTypeHeaderValue> ranges, string type)
    {
        var best = (Precision: -1, Weight: 0.0);
        foreach (var range in ranges)
        {
            var precision = range.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 2
                : range.MatchesAllTypes ? 0
                : range.MatchesAllSubTypes && range.Type.Equals("application", StringComparison.OrdinalIgnoreCase) ? 1 : -1;
            var charset = range.Charset.HasValue ? range.Charset.Value!.Trim('"') : "utf-8";
            if (precision > best.Precision && charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            {
                best = (precision, range.Quality ?? 1);
            }
        }

        return best.Weight;
    }
}
