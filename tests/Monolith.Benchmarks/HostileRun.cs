using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Monolith.Benchmarks;

/// <summary>Sends large documents and bodies that were made to keep a server busy; each must be refused quickly.</summary>
internal sealed class HostileRun(Uri endpoint, TextWriter output)
{
    public const string Usage =
        """
        hostile URL
          Sends documents and bodies of 40 KB to 1 MB that want to keep the server busy and prints a Markdown table of milliseconds. Exit code 1 when the median
          of one is over 100 ms, or one is answered with 5xx, with data or not at all.
        """;

    private const int Warm = 3;
    private const int Counted = 9;
    private const double Longest = 100;
    private static readonly int[] Sizes = [40_000, 100_000, 250_000, 1_000_000];

    private static readonly (string Name, Func<int, byte[]> Body)[] Shapes =
    [
        ("nested selections", n => Document("{", "a{", n)),
        ("nested selections of the schema", n => Document("{therapists", "{edges{node", n)),
        ("nested lists", n => Document("{a(b:", "[", n)),
        ("nested objects", n => Document("{a(b:", "{x:", n)),
        ("nested types", n => Document("query($a:", "[", n)),
        ("directives", n => Document("{a", "@b", n)),
        ("directives in 1,000 places", n => Document("{", "__typename@skip(if:false)@include(if:true) ", n, "}")),
        ("aliases", n => Document("{", i => $"a{i}:__typename ", n, "}")),
        ("the same field", n => Document("{", "__typename ", n, "}")),
        ("fragments", n => Document("{__typename}", i => $"fragment F{i} on Query{{...F{i + 1}}}", n)),
        ("spreads of one fragment", n => Document("{", "...F ", n, "} fragment F on Query{__typename}")),
        ("operations", n => Document("", i => $"query Q{i}{{__typename}}", n)),
        ("variables", n => Document("query(", i => $"$v{i}:Int=1 ", n, "){__typename}")),
        ("commas", n => Document("{a", ",", n, "}")),
        ("comments", n => Document("{a", "#\n", n, "}")),
        ("a string", n => Document("{a(b:\"", "x", n, "\")}")),
        ("a block string", n => Document("{a(b:\"\"\"", " x\n", n, "\"\"\")}")),
        ("escapes", n => Document("{a(b:\"", "\\u{10FFFF}", n, "\")}")),
        ("lone surrogates", n => Document("{a(b:\"", "\\ud800", n, "\")}")),
        ("NULs", n => Document("{a", "\0", n, "}")),
        ("a name", n => Document("{", "n", n, "}")),
        ("a number", n => Document("{a(b:", "1", n, ")}")),
        ("a body of brackets", n => Repeat("", _ => "[", n, "")),
        ("variables as deep JSON", n => Repeat("""{"query":"{__typename}","variables":""", _ => """{"a":""", n, "")),
        ("a body of one string", n => Repeat("\"", _ => "\\u0041", n, "\"")),
        ("members of a body", n => Repeat("{", i => $"\"m{i}\":0,", n, "\"query\":\"{__typename\"}")),
    ];

    /// <summary>False when the address is none.</summary>
    public static bool TryRead(string url, TextWriter output, [NotNullWhen(true)] out HostileRun? run)
    {
        run = Uri.TryCreate(url, UriKind.Absolute, out var endpoint) ? new HostileRun(endpoint, output) : null;
        return run is not null;
    }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        List<string> faults = [];
        await output.WriteLineAsync($"| | {string.Join(" | ", Sizes.Select(s => $"{s / 1000} KB"))} |\n|---|{string.Concat(Sizes.Select(_ => "---|"))}");
        foreach (var (name, body) in Shapes)
        {
            List<string> cells = [];
            foreach (var size in Sizes)
            {
                var (median, longest) = await MeasureAsync(http, name, body(size), faults, cancellationToken);
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"{median:0.0} / {longest:0.0}"));
            }

            await output.WriteLineAsync($"| {name} | {string.Join(" | ", cells)} |");
        }

        faults.ForEach(output.WriteLine);
        await output.WriteLineAsync($"hostile: {Shapes.Length} kinds in {Sizes.Length} sizes, {faults.Count} faults");
        return faults.Count == 0 ? 0 : 1;
    }

    private async Task<(double Median, double Longest)> MeasureAsync(HttpClient http, string name, byte[] body, List<string> faults, CancellationToken cancellationToken)
    {
        List<double> times = [];
        for (var i = 0; i < Warm + Counted; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await AskAsync(http, body, cancellationToken);
            if (answer is not null)
            {
                faults.Add($"FAULT {name}, {body.Length} bytes: {answer}");
                break;
            }

            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        double[] counted = [.. times.Skip(Warm).Order().DefaultIfEmpty(double.NaN)];
        var median = counted[counted.Length / 2];
        if (median > Longest)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"FAULT {name}, {body.Length} bytes: {median:0.0} ms"));
        }

        return (median, counted[^1]);
    }

    private async Task<string?> AskAsync(HttpClient http, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await http.PostAsync(endpoint, content, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            return (int)response.StatusCode >= 500 || !text.StartsWith("{\"errors\":", StringComparison.Ordinal) ? $"{(int)response.StatusCode} {text[..Math.Min(100, text.Length)]}" : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return fault.GetType().Name;
        }
    }

    private static byte[] Document(string before, string piece, int length, string after = "") => Document(before, _ => piece, length, after);

    private static byte[] Document(string before, Func<int, string> piece, int length, string after = "") =>
        Repeat($"{{\"query\":\"{JsonEncodedText.Encode(before)}", i => JsonEncodedText.Encode(piece(i)).ToString(), length, JsonEncodedText.Encode(after) + "\"}");

    private static byte[] Repeat(string before, Func<int, string> piece, int length, string after)
    {
        var text = new StringBuilder(before, length + 64);
        for (var i = 0; text.Length < length; i++)
        {
            text.Append(piece(i));
        }

        return Encoding.UTF8.GetBytes(text.Append(after).ToString());
    }
}
