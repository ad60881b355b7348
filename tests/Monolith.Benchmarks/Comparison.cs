using System.Globalization;

namespace Monolith.Benchmarks;

/// <summary>Measures two servers in turns, and prints what was seen. Only ratios within one run mean anything.</summary>
internal sealed class Comparison(BenchmarkOptions options, TextWriter output, string name)
{
    private const string AllCores = "0-1023";

    /// <summary>Starts a server as often as there are rounds and leaves the last running.</summary>
    public (double Seconds, ServedProcess Server) Start(Func<string, string[]> arguments, string path)
    {
        List<double> seconds = [];
        for (var i = 1; ; i++)
        {
            var server = ServedProcess.Start(arguments, path);
            seconds.Add(server.FirstAnswer.TotalSeconds);
            if (i == options.Rounds)
            {
                return (Median(seconds), server);
            }

            server.Dispose();
        }
    }

    /// <summary>Warm-up with all cores free, then rounds in turns: servers on one core, the load on the other.</summary>
    public Row Compare(string query, LoadRun onOurs, LoadRun onBare, ServedProcess ours, ServedProcess bare, bool sameBytes = true)
    {
        Console.Error.WriteLine($"{query}: {options.WarmUpSeconds} s of warm-up each, then {options.Rounds} × {options.Seconds} s each…");
        if (sameBytes && !onOurs.Once().AsSpan().SequenceEqual(onBare.Once()))
        {
            throw new InvalidOperationException($"{query}: the answers differ.");
        }

        Pin(ours, bare, AllCores, AllCores);
        onOurs.Load(options.WarmUpSeconds);
        onBare.Load(options.WarmUpSeconds);
        Pin(ours, bare, options.ServerCore.ToString(CultureInfo.InvariantCulture), options.LoadCore.ToString(CultureInfo.InvariantCulture));
        List<Measured> ourRounds = [], bareRounds = [];
        for (var i = 0; i < options.Rounds; i++)
        {
            ourRounds.Add(onOurs.Load(options.Seconds));
            bareRounds.Add(onBare.Load(options.Seconds));
        }

        var ratio = Median(ourRounds.Zip(bareRounds, (h, b) => h.Cpu / b.Cpu));
        return new Row(query, onOurs.Once().Length, Measured.Median(ourRounds), Measured.Median(bareRounds), ratio);
    }

    /// <summary>The table, in Markdown.</summary>
    public void Print(string what, List<Row> rows, (double Ours, double Bare) starts, (double Ours, double Bare) memory)
    {
        Line($"{what}, {options.Connections} connections, medians of {options.Rounds} × {options.Seconds} s after {options.WarmUpSeconds} s of warm-up");
        output.WriteLine();
        Line($"| | {name} | bare Kestrel | ratio |");
        output.WriteLine("|---|---|---|---|");
        Line($"| start to first answer, s | {starts.Ours:0.00} | {starts.Bare:0.00} | {starts.Ours / starts.Bare:0.0} |");
        Line($"| memory (RSS) after all runs, MiB | {memory.Ours:0} | {memory.Bare:0} | {memory.Ours / memory.Bare:0.0} |");
        foreach (var row in rows)
        {
            Line($"| **`{row.Name.Trim('`')}`** ({row.Bytes} bytes) | | | |");
            Line($"| requests per second | {row.Ours.PerSecond:0} | {row.Bare.PerSecond:0} | {row.Ours.PerSecond / row.Bare.PerSecond:0.00} |");
            Line($"| latency p50 / p99, ms | {row.Ours.P50 / 1000:0.00} / {row.Ours.P99 / 1000:0.00} | {row.Bare.P50 / 1000:0.00} / {row.Bare.P99 / 1000:0.00} | {row.Ours.P50 / row.Bare.P50:0.0} / {row.Ours.P99 / row.Bare.P99:0.0} |");
            Line($"| server CPU per request, µs | {row.Ours.Cpu:0.0} | {row.Bare.Cpu:0.0} | {row.Ratio:0.00} |");
        }
    }

    private void Line(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Pin(ServedProcess ours, ServedProcess bare, string servers, string load)
    {
        ours.Pin(servers);
        bare.Pin(servers);
        ServedProcess.Pin(Environment.ProcessId, load);
    }

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}

/// <summary>What was seen of one query on both servers; the ratio is that of the CPU per request.</summary>
internal sealed record Row(string Name, int Bytes, Measured Ours, Measured Bare, double Ratio);
