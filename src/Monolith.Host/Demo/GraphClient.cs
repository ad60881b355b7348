using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monolith.Host.Demo;

/// <summary>An answer of the endpoint.</summary>
/// <param name="Body">The whole response.</param>
internal sealed record Answer(JsonNode Body)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Top-level errors and the errors of mutation payloads.</summary>
    public IEnumerable<string> Refusals =>
        (Body["errors"]?.AsArray().Select(e => (string)(e!["extensions"]?["code"] ?? e["message"])!) ?? [])
        .Concat((Body["data"] as JsonObject ?? []).SelectMany(f => (f.Value as JsonObject)?["errors"]?.AsArray() ?? []).Select(e => (string)e!["code"]!));

    /// <summary>A value of <c>data</c> by its path: <c>signIn.signIn.accessToken</c>, <c>slots.0.startsAt</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none; the message holds the answer.</exception>
    public string this[string path] =>
        path.Split('.').Aggregate(Body["data"], (node, key) => node switch
        {
            JsonArray list => int.Parse(key, System.Globalization.CultureInfo.InvariantCulture) is var i && i < list.Count ? list[i] : null,
            JsonObject value => value[key],
            _ => null,
        })?.ToString() ?? throw new InvalidOperationException($"The answer has no {path}: {Body.ToJsonString()}");

    /// <summary>The response, indented.</summary>
    public string Pretty() => Body.ToJsonString(Indented);
}

/// <summary>Sends GraphQL over HTTP, as any front end does.</summary>
internal sealed class GraphClient(HttpClient http)
{
    /// <summary>Sends a document as the owner of the token, or as a visitor.</summary>
    public async Task<Answer> SendAsync(string document, object? variables, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = document, variables }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await http.SendAsync(request, cancellationToken);
        return new Answer(JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!);
    }
}
