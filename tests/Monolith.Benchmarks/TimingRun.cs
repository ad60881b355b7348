using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monolith.Benchmarks;

/// <summary>
/// Tries to learn from the time of an answer whether an address has an account (R32): the same operation for one that has and one that has not, in turns, on
/// a host with <c>--testing</c> in this process.
/// </summary>
internal sealed class TimingRun(int timings, TextWriter output)
{
    public const string Usage =
        """
        timing [N]
          Times N (2000) answers of signIn, requestPasswordReset and registerClient for an address with an account and one without, in turns, and prints a Markdown
          table: the difference of the medians, and the chance to tell the two apart from one timing (AUC; 0.5 is a guess). Exit code 1 when an AUC is over 0.58.
        """;

    private const string Known = "therapist0@bench.example";
    private const int BetweenMoves = 8;
    private const double MostTelling = 0.58;

    private static readonly (string Name, string Document, Func<string, object> Input)[] Operations =
    [
        ("signIn", "mutation T($input: SignInInput!) { signIn(input: $input) { errors { code } } }", email => new { email, password = "Wrong-Harbour-93 lamb" }),
        ("requestPasswordReset", "mutation T($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { errors { code } } }", email => new { email }),
        ("registerClient", "mutation T($input: RegisterClientInput!) { registerClient(input: $input) { errors { code } } }", email => new
        {
            name = "Asha Rao", email, phone = "+919876543210", age = 30, password = Population.Password, affirmAdult = true, acceptPolicy = true,
        }),
    ];

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("monolith-timing-");
        try
        {
            await Population.MakeAsync(folder.FullName, null, 1, cancellationToken);
            var telling = 0.0;
            await Population.OnHostAsync(folder.FullName, null, async (app, _) =>
            {
                using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
                await output.WriteLineAsync("| Operation | with an account, ms | without, ms | difference, ms | AUC |\n|---|---|---|---|---|");
                foreach (var operation in Operations)
                {
                    telling = Math.Max(telling, await MeasureAsync(http, operation, cancellationToken));
                }
            }, cancellationToken);
            return telling > MostTelling ? 1 : 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<double> MeasureAsync(HttpClient http, (string Name, string Document, Func<string, object> Input) operation, CancellationToken cancellationToken)
    {
        List<double> with = [], without = [];
        for (var i = -20; i < timings; i++)
        {
            // Limits count by the minute; the simulated clock lets them pass.
            if (i % BetweenMoves == 0)
            {
                await SendAsync(http, "mutation { advanceClock(input: { by: \"PT16M\" }) { clock { now } } }", null, cancellationToken);
            }

            var first = await TimeAsync(http, operation, Known, cancellationToken);
            var second = await TimeAsync(http, operation, string.Create(CultureInfo.InvariantCulture, $"nobody{i + 20}@bench.example"), cancellationToken);
            if (i >= 0)
            {
                with.Add(first);
                without.Add(second);
            }
        }

        with.Sort();
        without.Sort();
        var auc = with.Sum(w => Below(without, w)) / with.Count;
        auc = Math.Max(auc, 1 - auc);
        var (a, b) = (with[with.Count / 2], without[without.Count / 2]);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"| `{operation.Name}` | {a:0.00} | {b:0.00} | {Math.Abs(a - b):0.00} | {auc:0.000} |"));
        return auc;
    }

    private static double Below(List<double> sorted, double value)
    {
        var place = sorted.BinarySearch(value);
        return (place < 0 ? ~place : place) / (double)sorted.Count;
    }

    private static async Task<double> TimeAsync(
        HttpClient http, (string Name, string Document, Func<string, object> Input) operation, string email, CancellationToken cancellationToken)
    {
        var begin = Stopwatch.GetTimestamp();
        var answer = await SendAsync(http, operation.Document, operation.Input(email), cancellationToken);
        var took = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        return answer.ToJsonString().Contains("RATE_LIMITED", StringComparison.Ordinal) ? throw new InvalidOperationException("A limit was met; the timing says nothing.") : took;
    }

    private static async Task<JsonNode> SendAsync(HttpClient http, string query, object? input, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("/graphql", new { query, variables = new { input } }, cancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonNode>(cancellationToken) ?? throw new InvalidOperationException("No answer.");
    }
}
