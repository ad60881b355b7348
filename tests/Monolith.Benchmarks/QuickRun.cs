using System.Globalization;
using System.Text.Json.Nodes;

namespace Monolith.Benchmarks;

/// <summary>One run: data, starts, memory, and three queries on the host and on the bare endpoint in turns.</summary>
internal sealed class QuickRun(BenchmarkOptions options, TextWriter output)
{
    private const string AllCores = "0-1023";
    private const string Typename = "{ __typename }";
    private const string Page = "{ therapists(first: 50) { edges { node { id displayName bio specialisations { name } } } pageInfo { hasNextPage endCursor } } }";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("monolith-bench-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            Directory.CreateDirectory(data);
            await Console.Error.WriteLineAsync($"Making {options.Therapists} therapists…");
            await Population.MakeAsync(data, options.Database, options.Therapists, cancellationToken);
            Measure(data, Path.Combine(folder, "answers"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Measure(string data, string answers)
    {
        string[] database = options.Database is { } connection ? ["--database", connection] : [];
        string[] Host(string url) => [Program("Monolith.Host.dll"), "serve", "--urls", url, "--data", data, .. database];
        string[] Bare(string url) => [Program("Monolith.Benchmarks.dll"), "bare", url, answers];

        var (hostStarts, host) = Starts(Host, "/graphql");
        using (host)
        {
            var queries = Queries(host);
            BareEndpoint.Write(answers, [.. queries.Select(q => new LoadRun(host, "/graphql", q.Text, 1).Once())]);
            var (bareStarts, bare) = Starts(Bare, "/0");
            using (bare)
            {
                var rows = queries.Select((query, i) => Compare(query, new(host, "/graphql", query.Text, options.Connections), new(bare, $"/{i}", query.Text, options.Connections), host, bare)).ToList();
                Print(rows, (Median(hostStarts), Median(bareStarts)), (host.Resident, bare.Resident));
            }
        }
    }

    private (List<double> Seconds, ServedProcess Last) Starts(Func<string, string[]> arguments, string path)
    {
        List<double> seconds = [];
        for (var i = 1; ; i++)
        {
            var server = ServedProcess.Start(arguments, path);
            seconds.Add(server.FirstAnswer.TotalSeconds);
            if (i == options.Rounds)
            {
                return (seconds, server);
            }

            server.Dispose();
        }
    }

    private static List<(string Name, string Text)> Queries(ServedProcess host)
    {
        var page = JsonNode.Parse(new LoadRun(host, "/graphql", Page, 1).Once())!;
        var edges = page["data"]!["therapists"]!["edges"]!.AsArray();
        var id = (string)edges[edges.Count / 2]!["node"]!["id"]!;
        return
        [
            (Typename, Typename),
            ("one therapist by id, six scalars", $$"""{ therapist(id: "{{id}}") { id displayName bio label verified credentialState } }"""),
            ($"a page of {edges.Count} therapists with specialisations", Page),
        ];
    }

    private Row Compare((string Name, string Text) query, LoadRun onHost, LoadRun onBare, ServedProcess host, ServedProcess bare)
    {
        Console.Error.WriteLine($"{query.Name}: {options.WarmUpSeconds} s of warm-up each, then {options.Rounds} × {options.Seconds} s each…");
        if (!onHost.Once().AsSpan().SequenceEqual(onBare.Once()))
        {
            throw new InvalidOperationException($"{query.Name}: the answers differ.");
        }

        Pin(host, bare, AllCores, AllCores);
        onHost.Load(options.WarmUpSeconds);
        onBare.Load(options.WarmUpSeconds);
        Pin(host, bare, options.ServerCore.ToString(CultureInfo.InvariantCulture), options.LoadCore.ToString(CultureInfo.InvariantCulture));
        List<Measured> hostRounds = [], bareRounds = [];
        for (var i = 0; i < options.Rounds; i++)
        {
            hostRounds.Add(onHost.Load(options.Seconds));
            bareRounds.Add(onBare.Load(options.Seconds));
        }

        var ratio = Median(hostRounds.Zip(bareRounds, (h, b) => h.Cpu / b.Cpu));
        return new Row(query.Name, onHost.Once().Length, Median(hostRounds), Median(bareRounds), ratio);
    }

    private static void Pin(ServedProcess host, ServedProcess bare, string servers, string load)
    {
        host.Pin(servers);
        bare.Pin(servers);
        ServedProcess.Pin(Environment.ProcessId, load);
    }

    private void Print(List<Row> rows, (double Host, double Bare) starts, (double Host, double Bare) memory)
    {
        var text = output;
        text.WriteLine(Line($"{(options.Database is null ? "SQLite" : "PostgreSQL")}, {options.Therapists} therapists, {options.Connections} connections, medians of {options.Rounds} × {options.Seconds} s after {options.WarmUpSeconds} s of warm-up"));
        text.WriteLine();
        text.WriteLine("| | Monolith | bare Kestrel | ratio |");
        text.WriteLine("|---|---|---|---|");
        text.WriteLine(Line($"| start to first answer, s | {starts.Host:0.00} | {starts.Bare:0.00} | {starts.Host / starts.Bare:0.0} |"));
        text.WriteLine(Line($"| memory (RSS) after all runs, MiB | {memory.Host:0} | {memory.Bare:0} | {memory.Host / memory.Bare:0.0} |"));
        foreach (var row in rows)
        {
            text.WriteLine(Line($"| **`{row.Name.Trim('`')}`** ({row.Bytes} bytes) | | | |"));
            text.WriteLine(Line($"| requests per second | {row.Host.PerSecond:0} | {row.Bare.PerSecond:0} | {row.Host.PerSecond / row.Bare.PerSecond:0.00} |"));
            text.WriteLine(Line($"| latency p50 / p99, ms | {row.Host.P50 / 1000:0.00} / {row.Host.P99 / 1000:0.00} | {row.Bare.P50 / 1000:0.00} / {row.Bare.P99 / 1000:0.00} | {row.Host.P50 / row.Bare.P50:0.0} / {row.Host.P99 / row.Bare.P99:0.0} |"));
            text.WriteLine(Line($"| server CPU per request, µs | {row.Host.Cpu:0.0} | {row.Bare.Cpu:0.0} | {row.Ratio:0.00} |"));
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Program(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static Measured Median(List<Measured> rounds) =>
        new(Median(rounds.Select(r => r.PerSecond)), Median(rounds.Select(r => r.P50)), Median(rounds.Select(r => r.P99)), Median(rounds.Select(r => r.Cpu)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Row(string Name, int Bytes, Measured Host, Measured Bare, double Ratio);
}
