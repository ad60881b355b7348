using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monolith.Host.Demo;

/// <summary>Somebody of the story.</summary>
/// <param name="Name">How the story calls them.</param>
/// <param name="Email">Their sign-in.</param>
internal sealed record Person(string Name, string Email)
{
    /// <summary>The token of their session; null before they signed in.</summary>
    public string? Token { get; set; }
}

/// <summary>Plays steps over HTTP and prints each request and answer. A step that ends otherwise than told stops the story.</summary>
internal sealed class Story(GraphClient graph, TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Secrets = ["password", "accessToken", "refreshToken", "token", "deviceToken"];
    private int number;

    /// <summary>The one password of everybody in the story.</summary>
    public const string Password = "Harbour-Lantern-72-quiet";

    /// <summary>Prints a heading.</summary>
    public void Chapter(string title) => output.WriteLine($"\n\n══ {title} {new string('═', Math.Max(0, 90 - title.Length))}");

    /// <summary>A step that must succeed.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<Answer> StepAsync(string title, Person? who, string document, object? variables, CancellationToken cancellationToken)
    {
        var answer = await TellAsync(title, who, document, variables, cancellationToken);
        return answer.Refusals.FirstOrDefault() is not { } refusal
            ? answer
            : throw new InvalidOperationException($"Step {number} ({title}) was refused: {refusal}. {answer.Body.ToJsonString()}");
    }

    /// <summary>A step that must be refused with this code.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    public async Task RefusedAsync(string title, Person? who, string code, string document, object? variables, CancellationToken cancellationToken)
    {
        var answer = await TellAsync($"{title} → refused", who, document, variables, cancellationToken);
        if (!answer.Refusals.Contains(code))
        {
            throw new InvalidOperationException($"Step {number} ({title}) should be refused with {code}: {answer.Body.ToJsonString()}");
        }
    }

    /// <summary>A step of the machinery, not printed: clock, jobs, the demo's mailbox.</summary>
    public async Task<Answer> QuietlyAsync(Person? who, string document, object? variables, CancellationToken cancellationToken)
    {
        var answer = await graph.SendAsync(document, variables, who?.Token, cancellationToken);
        return answer.Refusals.FirstOrDefault() is not { } refusal ? answer : throw new InvalidOperationException($"{refusal}: {document} {answer.Body.ToJsonString()}");
    }

    private static JsonNode? Masked(JsonNode? node)
    {
        if (node is JsonObject value)
        {
            return new JsonObject(value.Select(p => KeyValuePair.Create(p.Key, p.Value is JsonValue && Secrets.Contains(p.Key) ? "•••" : Masked(p.Value))));
        }

        return node is JsonArray list ? new JsonArray([.. list.Select(Masked)]) : node?.DeepClone();
    }

    private async Task<Answer> TellAsync(string title, Person? who, string document, object? variables, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"\n── {++number}. {title}  (as {who?.Name ?? "a visitor"})");
        await output.WriteLineAsync(Indent(document.Trim(), "   "));
        if (variables is not null)
        {
            await output.WriteLineAsync(Indent(Masked(JsonSerializer.SerializeToNode(variables))!.ToJsonString(Indented), "   "));
        }

        var answer = await graph.SendAsync(document, variables, who?.Token, cancellationToken);
        await output.WriteLineAsync(Indent(Masked(answer.Body)!.ToJsonString(Indented), " ◂ "));
        return answer;
    }

    private static string Indent(string text, string by) => by + text.ReplaceLineEndings("\n" + by);
}
