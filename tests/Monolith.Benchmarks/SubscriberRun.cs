using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;

namespace Monolith.Benchmarks;

/// <summary>Many subscribers on one host: what each costs while nothing happens, and how long an event takes to reach them all.</summary>
internal sealed class SubscriberRun(int subscribers, int events, TextWriter output)
{
    private const string Subscribe = """{"id":"1","type":"subscribe","payload":{"query":"subscription { clockAdvanced { now } }"}}""";
    private const string Event = """mutation { advanceClock(input: { by: "PT0S" }) { clock { now } errors { code } } }""";
    private const int WarmUpEvents = 10;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly List<ClientWebSocket> sockets = [];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("monolith-bench-").FullName;
        try
        {
            using var host = ServedProcess.Start(
                url => [Path.Combine(AppContext.BaseDirectory, "Monolith.Host.dll"), "serve", "--testing", "--urls", url, "--data", data], "/graphql", "Testing");
            await MeasureAsync(host, cancellationToken);
            sockets.ForEach(socket => socket.Dispose());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task MeasureAsync(ServedProcess host, CancellationToken cancellationToken)
    {
        // The first hundred pay for code that is compiled and pools that are filled once; they are not counted.
        await ConnectAsync(host, subscribers / 10, cancellationToken);
        var deliveries = await TellAsync(host, WarmUpEvents, cancellationToken);
        await Task.Delay(Settling, cancellationToken);
        var before = host.Resident;
        await ConnectAsync(host, subscribers, cancellationToken);
        await Task.Delay(Settling, cancellationToken);
        var idle = host.Resident;
        await TellAsync(host, WarmUpEvents, cancellationToken);
        deliveries = await TellAsync(host, events, cancellationToken);
        deliveries.Sort();
        var text = output;
        text.WriteLine(Line($"| subscribers, events | {sockets.Count}, {events} |"));
        text.WriteLine("|---|---|");
        text.WriteLine(Line($"| memory (RSS) before and with {subscribers} more subscribers idle, MiB | {before:0.0}, {idle:0.0} |"));
        text.WriteLine(Line($"| each, KiB | {(idle - before) * 1024 / subscribers:0.0} |"));
        text.WriteLine(Line($"| from sending the mutation to the subscriber, p50 / p99 / last, ms | {At(deliveries, 0.5):0} / {At(deliveries, 0.99):0} / {deliveries[^1]:0} |"));
    }

    private async Task ConnectAsync(ServedProcess host, int count, CancellationToken cancellationToken)
    {
        for (var i = 0; i < count; i++)
        {
            var socket = new ClientWebSocket();
            socket.Options.AddSubProtocol("graphql-transport-ws");
            await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{host.Port}/graphql"), cancellationToken);
            await SayAsync(socket, """{"type":"connection_init"}""", cancellationToken);
            await HearAsync(socket, cancellationToken);
            await SayAsync(socket, Subscribe, cancellationToken);
            sockets.Add(socket);
        }
    }

    /// <summary>Milliseconds of each delivery of each event, one event after the other.</summary>
    private async Task<List<double>> TellAsync(ServedProcess host, int count, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };
        List<double> all = [];
        for (var i = 0; i < count; i++)
        {
            await Task.Delay(200, cancellationToken);
            var begin = Stopwatch.GetTimestamp();
            var heard = sockets.ConvertAll(async socket =>
            {
                await HearAsync(socket, cancellationToken);
                return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            });
            using var answer = await http.PostAsJsonAsync("/graphql", new { query = Event }, cancellationToken);
            answer.EnsureSuccessStatusCode();
            all.AddRange(await Task.WhenAll(heard).WaitAsync(Patience, cancellationToken));
        }

        return all;
    }

    private static Task SayAsync(ClientWebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, cancellationToken);

    private static async Task HearAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        var part = await socket.ReceiveAsync(new byte[512], cancellationToken);
        if (part.MessageType is WebSocketMessageType.Close)
        {
            throw new InvalidOperationException($"The host closed a socket: {part.CloseStatus} {part.CloseStatusDescription}");
        }
    }

    private static double At(List<double> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
