using System.Diagnostics;
using System.Text;

namespace Monolith.Benchmarks;

/// <summary>What one measurement saw.</summary>
/// <param name="PerSecond">Requests answered per second.</param>
/// <param name="P50">Median latency, microseconds.</param>
/// <param name="P99">99th percentile of the latency, microseconds.</param>
/// <param name="Cpu">CPU time of the server process per request, microseconds.</param>
internal sealed record Measured(double PerSecond, double P50, double P99, double Cpu)
{
    /// <summary>The median of each figure.</summary>
    public static Measured Median(List<Measured> rounds) => new(
        Comparison.Median(rounds.Select(r => r.PerSecond)), Comparison.Median(rounds.Select(r => r.P50)), Comparison.Median(rounds.Select(r => r.P99)), Comparison.Median(rounds.Select(r => r.Cpu)));
}

/// <summary>Closed-loop load on one server with one query.</summary>
internal sealed class LoadRun(ServedProcess server, byte[] request, int connections)
{
    /// <summary>One query without variables.</summary>
    public LoadRun(ServedProcess server, string path, string query, int connections)
        : this(server, Post(path, System.Text.Json.JsonSerializer.Serialize(new { query })), connections)
    {
    }

    /// <summary>The body of the answer.</summary>
    public byte[] Once()
    {
        using var connection = new LoadConnection(server.Port);
        return connection.Ask(request).ToArray();
    }

    /// <summary>Loads the server for so long. Each answer must have as many bytes as the first.</summary>
    /// <exception cref="InvalidOperationException">An answer was not 200 or had another length.</exception>
    public Measured Load(int seconds)
    {
        var length = Once().Length;
        var ends = Stopwatch.GetTimestamp() + (seconds * Stopwatch.Frequency);
        var latencies = new List<long>[connections];
        var faults = new Exception?[connections];
        var cpu = server.Cpu;
        var begin = Stopwatch.GetTimestamp();
        var threads = Enumerable.Range(0, connections).Select(i => new Thread(() =>
        {
            try
            {
                latencies[i] = Loop(length, ends);
            }
            catch (Exception fault)
            {
                faults[i] = fault;
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        var elapsed = Stopwatch.GetElapsedTime(begin);
        var used = server.Cpu - cpu;
        if (Array.Find(faults, f => f is not null) is { } first)
        {
            throw new InvalidOperationException(first.Message, first);
        }

        long[] all = [.. latencies.SelectMany(l => l).Order()];
        return new Measured(all.Length / elapsed.TotalSeconds, At(all, 0.5), At(all, 0.99), used.TotalMicroseconds / all.Length);
    }

    private List<long> Loop(int length, long ends)
    {
        using var connection = new LoadConnection(server.Port);
        var latencies = new List<long>(1 << 16);
        for (var begin = Stopwatch.GetTimestamp(); begin < ends;)
        {
            if (connection.Ask(request).Length != length)
            {
                throw new InvalidOperationException($"An answer has another length than the first.");
            }

            var end = Stopwatch.GetTimestamp();
            latencies.Add(end - begin);
            begin = end;
        }

        return latencies;
    }

    private static double At(long[] sorted, double part) =>
        sorted[Math.Min((int)(sorted.Length * part), sorted.Length - 1)] * 1e6 / Stopwatch.Frequency;

    public static byte[] Post(string path, string body, string? token = null) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/graphql-response+json\r\nContent-Type: application/json\r\n{Bearer(token)}" +
        $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static byte[] Get(string path, string? token = null) => Encoding.UTF8.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Bearer(token)}\r\n");

    private static string Bearer(string? token) => token is null ? "" : $"Authorization: Bearer {token}\r\n";
}
