using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monolith.Host.Tests.Platform;

/// <summary>An answer of the endpoint, as it came.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text)
{
    public JsonNode Body { get; } = JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    /// <summary>The codes of top-level errors and of the errors in mutation payloads.</summary>
    public IReadOnlyList<string> Codes =>
    [
        .. Body["errors"]?.AsArray().Select(e => (string?)e!["extensions"]?["code"] ?? $"UNCODED {e["message"]}") ?? [],
        .. (Body["data"] as JsonObject ?? []).SelectMany(f => (f.Value as JsonObject)?["errors"] as JsonArray ?? []).Select(e => (string)e!["code"]!),
    ];

    public bool IsDone => Codes.Count == 0;

    /// <summary>A value of <c>data</c>, such as <c>signIn.signIn.accessToken</c> or <c>slots.0.startsAt</c>.</summary>
    public string this[string path] => Find(path)?.ToString() ?? throw new InvalidOperationException($"The answer has no {path}: {Text}");

    public JsonNode? Find(string path) => path.Split('.').Aggregate(Body["data"], static (node, key) => node switch
    {
        JsonArray list => int.Parse(key, CultureInfo.InvariantCulture) is var i && i < list.Count ? list[i] : null,
        JsonObject fields => fields[key],
        _ => null,
    });

    public IReadOnlyList<JsonNode> All(string path) => Find(path) is JsonArray list ? [.. list.Select(n => n!)] : [];

    /// <summary>This answer, when nothing in it was refused.</summary>
    public Answer Done() => IsDone ? this : throw new InvalidOperationException($"Refused: {Text}");
}

/// <summary>Sends GraphQL over HTTP, as a front end does.</summary>
internal sealed class GraphClient(HttpClient http)
{
    /// <summary>Where it answers.</summary>
    public Uri Address => http.BaseAddress!;

    public async Task<Answer> SendAsync(string document, object? variables = null, string? token = null, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = document, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>A mutation as it is sent: its field, what to do, and what to read of the answer.</summary>
internal sealed record Act(string Field, object? Input, string Selection)
{
    /// <summary>The document, with the input as its one variable.</summary>
    public string Document => Input is null
        ? $"mutation {{ {Field} {{ {Selection} errors {{ code message path rule }} }} }}"
        : $"mutation($input: {char.ToUpperInvariant(Field[0])}{Field[1..]}Input!) {{ {Field}(input: $input) {{ {Selection} errors {{ code message path rule }} }} }}";

    public object? Variables => Input is null ? null : new { input = Input };
}
