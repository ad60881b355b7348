using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Monolith.Benchmarks;

/// <summary>Sends mutated documents, and mutated bodies, to a running host: none may be answered with 5xx, cut off, or end the process.</summary>
internal sealed class FuzzRun(Uri endpoint, int documents, uint seed, TextWriter output)
{
    public const string Usage =
        """
        fuzz URL [DOCUMENTS] [SEED]
          Sends mutated documents (50000) and bodies to a running host. Exit code 1 when one is answered with 5xx or not at all.
        """;

    private const int Connections = 8;
    private const int UsualDocuments = 50_000;
    private readonly Dictionary<string, int> answers = [];
    private readonly List<string> faults = [];
    private readonly List<double> milliseconds = [];
    private int sent;

    /// <summary>False when an argument is no address or no number.</summary>
    public static bool TryRead(string url, string[] rest, TextWriter output, [NotNullWhen(true)] out FuzzRun? run)
    {
        var (documents, seed) = (UsualDocuments, 1u);
        var isRead = Uri.TryCreate(url, UriKind.Absolute, out var endpoint) && rest.Length <= 2
            && (rest.Length < 1 || int.TryParse(rest[0], NumberStyles.None, CultureInfo.InvariantCulture, out documents))
            && (rest.Length < 2 || uint.TryParse(rest[1], NumberStyles.None, CultureInfo.InvariantCulture, out seed));
        run = isRead ? new FuzzRun(endpoint!, documents, seed, output) : null;
        return isRead;
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections }) { Timeout = TimeSpan.FromSeconds(30) };
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(i => WorkAsync(http, new Mutation(seed + (uint)i), cancellationToken)));
        using var last = await SendAsync(http, """{"query":"{ __typename }"}"""u8.ToArray(), cancellationToken);
        milliseconds.Sort();
        foreach (var (answer, count) in answers.OrderByDescending(a => a.Value))
        {
            await output.WriteLineAsync($"{count,8} {answer}");
        }

        foreach (var fault in faults.Take(10))
        {
            await output.WriteLineAsync($"FAULT {fault}");
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"fuzz: {documents} bodies, {faults.Count} faults, p50 {Percentile(0.5):0.0} ms, p99 {Percentile(0.99):0.0} ms, longest {Percentile(1):0.0} ms, afterwards {(int)last.StatusCode}"));
        return faults.Count == 0 && last.IsSuccessStatusCode ? 0 : 1;
    }

    private async Task WorkAsync(HttpClient http, Mutation mutation, CancellationToken cancellationToken)
    {
        await Task.Yield();
        while (Interlocked.Increment(ref sent) is var number && number <= documents)
        {
            var body = number % 5 == 0 ? mutation.Of(Body(mutation.Seed(number))) : Body(mutation.Of(mutation.Seed(number)));
            var started = Stopwatch.GetTimestamp();
            var (answer, isFault) = await AskAsync(http, body, cancellationToken);
            lock (answers)
            {
                milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                answers[answer] = answers.GetValueOrDefault(answer) + 1;
                if (isFault)
                {
                    faults.Add($"{answer}: {Convert.ToBase64String(body)}");
                }
            }
        }
    }

    private async Task<(string Answer, bool IsFault)> AskAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(http, body, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            using var json = JsonDocument.Parse(text);
            var kind = json.RootElement.TryGetProperty("data", out _) ? "data" : "errors";
            return ($"{(int)response.StatusCode} {kind}", (int)response.StatusCode >= 500 || text.Contains("\"INTERNAL\"", StringComparison.Ordinal));
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or OperationCanceledException)
        {
            return (fault.GetType().Name, true);
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return http.PostAsync(endpoint, content, cancellationToken);
    }

    private double Percentile(double share) => milliseconds.Count == 0 ? 0 : milliseconds[(int)Math.Min(milliseconds.Count - 1, milliseconds.Count * share)];

    // Bytes that are not UTF-8 become marks in the string; the mutated bodies carry them as they are.
    private static byte[] Body(byte[] document) =>
        Encoding.UTF8.GetBytes($$$"""{"query":{{{JsonSerializer.Serialize(Encoding.UTF8.GetString(document))}}},"variables":{"n":3,"id":"x","s":null}}""");
}
