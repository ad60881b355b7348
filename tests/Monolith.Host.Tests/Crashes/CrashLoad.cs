using System.Collections.Concurrent;
using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Crashes;

/// <summary>Eight people who write without pause, each write under a key of its own, and what they were told about it.</summary>
internal sealed class CrashLoad
{
    private const int People = 8;
    private const int MostRead = 100;
    private const string Left =
        "query($therapist: ID!) { messages(therapist: $therapist, last: 100) { edges { node { text } } } orders { id state payment { id } } healthIntake { concerns } transactions { kind } }";

    private readonly ConcurrentBag<Written> writes = [];
    private readonly List<Writer> writers = [];
    private readonly Random random;
    private Person? staff;
    private int number;

    private CrashLoad(int seed) => random = new Random(seed);

    public int Acknowledged => writes.Count(w => w.First is not null);

    public int Unknown { get; private set; }

    public static async Task<CrashLoad> BeginAsync(Cast cast, int seed)
    {
        var load = new CrashLoad(seed) { staff = await cast.StaffAsync("BILLING") };
        await MoneyJourneyTests.BindAsync(cast);
        var product = await MoneyJourneyTests.ProductAsync(cast);
        var therapist = await cast.TherapistAsync("crash");
        for (var i = 0; i < People; i++)
        {
            var care = await Care.BeginAsync(cast, await cast.ClientAsync(), therapist, "crash");
            load.writers.Add(new Writer(care.Client, therapist, product, new Random(seed + i)));
        }

        return load;
    }

    public int Next(int below) => random.Next(below);

    /// <summary>Writes until the platform is gone.</summary>
    public Task RunAsync(GraphClient graph) => Task.WhenAll(writers.Select(w => RunAsync(graph, w)));

    /// <summary>What is not as it was promised; every write whose answer was lost is sent again under its key.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(Cast cast)
    {
        List<string> faults = [];
        foreach (var write in writes.Where(w => !w.IsSettled))
        {
            var answer = await cast.DoAsync(write.Writer.Client, write.Act, write.Key);
            if (!answer.IsDone)
            {
                faults.Add($"{write.Act.Field} {write.Key} is refused when sent again: {answer.Text}");
            }
            else if (write.First is { } first && first != answer.Text)
            {
                faults.Add($"{write.Act.Field} {write.Key} was acknowledged with {first} and is now {answer.Text}");
            }

            Unknown += write.First is null ? 1 : 0;
            write.Settle(answer);
        }

        foreach (var writer in writers)
        {
            faults.AddRange(await CheckAsync(cast, writer));
        }

        var ledger = await cast.AskAsync(staff, "{ ledgerBalances { balances } }");
        if (ledger.Done()["ledgerBalances.balances"] != "true")
        {
            faults.Add($"The ledger does not balance: {ledger.Text}");
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> CheckAsync(Cast cast, Writer writer)
    {
        var left = (await cast.AskAsync(writer.Client, Left, new { therapist = writer.Therapist.Id })).Done();
        var mine = writes.Where(w => w.Writer == writer).ToList();
        List<string> faults = [];
        string[] said = [.. left.All("messages.edges").Select(e => (string)e["node"]!["text"]!)];
        string[] sent = [.. mine.Where(w => w.Act.Field == "sendMessage").Select(w => w.Text!)];
        if (said.Length != Math.Min(sent.Length, MostRead) || said.Distinct().Count() != said.Length || said.Except(sent).Any())
        {
            faults.Add($"{writer.Client.Email} sent [{string.Join(", ", sent)}] and reads [{string.Join(", ", said)}]");
        }

        var orders = left.All("orders");
        var placed = mine.Count(w => w.Act.Field == "placeOrder");
        var paid = orders.Count(o => (string)o["state"]! == "PAID" && o["payment"] is not null);
        var payments = mine.Count(w => w.Act.Field == "payOrder");
        var captured = left.All("transactions").Count;
        if (orders.Count != placed || paid != payments || captured != payments)
        {
            faults.Add($"{writer.Client.Email} placed {placed} and paid {payments}; there are {orders.Count} orders, {paid} paid, {captured} transactions");
        }

        return faults;
    }

    private async Task RunAsync(GraphClient graph, Writer writer)
    {
        try
        {
            while (true)
            {
                var n = Interlocked.Increment(ref number);
                var write = writer.Next($"crash-{n}");
                writes.Add(write);
                write.First = (await graph.SendAsync(write.Act.Document, write.Act.Variables, writer.Client.Token, write.Key)).Done().Text;
                writer.Learn(write);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // The platform was killed; the answer to the last write is unknown.
        }
    }
}
