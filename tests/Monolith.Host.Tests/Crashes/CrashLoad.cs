using System.Collections.Concurrent;
using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Crashes;

/// <summary>Six people who write without pause, each write under a key of its own, and what they were told about it.</summary>
internal sealed class CrashLoad
{
    private const int People = 6;
    private const int Therapists = 2;

    private readonly ConcurrentBag<Written> writes = [];
    private readonly List<Writer> writers = [];
    private readonly Random random;
    private TimeSpan ahead;
    private int acknowledged;
    private int number;

    private CrashLoad(int seed) => random = new Random(seed);

    public int Acknowledged => acknowledged;

    public int Unknown { get; private set; }

    /// <summary>The fields of the graph that were written through.</summary>
    public IReadOnlySet<string> Written => writes.Where(w => w.First is not null).Select(w => w.Act.Field).ToHashSet();

    public static async Task<CrashLoad> BeginAsync(Cast cast, int seed)
    {
        var load = new CrashLoad(seed);
        var staff = await cast.StaffAsync("BILLING");
        await MoneyJourneyTests.BindAsync(cast);
        (await cast.DoAsync(cast.Administrator, Acts.Bind("VIDEO", "Video", "SERVICE_DELIVERY"))).Done();
        var product = await MoneyJourneyTests.ProductAsync(cast);
        var questions = (await cast.AskAsync(null, "{ consentQuestions { purpose wordingVersion } }")).Done().All("consentQuestions");
        var wording = (string)questions.Single(q => (string)q["purpose"]! == "MARKETING")["wordingVersion"]!;
        for (var therapist = 0; therapist < Therapists; therapist++)
        {
            var first = await Care.BeginAsync(cast, $"crash-{therapist}");
            var held = await HoldAsync(first);
            List<Care> cares = [first];
            while (cares.Count < People / Therapists)
            {
                cares.Add(await Care.BeginAsync(cast, await cast.ClientAsync(), first.Therapist, $"crash-{therapist}"));
            }

            // Days from now, so that none is over while the kills go on.
            var slots = (await first.SlotsAsync(days: 20)).Skip(24).ToList();
            load.writers.AddRange(cares.Select((care, i) => new Writer(
                new Desk(care, product, staff, wording, new Queue<string>(slots.Where((_, n) => n % cares.Count == i))) { Held = i == 0 ? held : null },
                new Random(seed + (therapist * People) + i))));
        }

        foreach (var person in load.writers.SelectMany(w => new[] { w.Client, w.Therapist }).Append(staff).Distinct())
        {
            await cast.SignInAsync(person);
        }

        load.ahead = await load.writers[0].Desk.Care.NowAsync() - TimeProvider.System.GetUtcNow().UtcDateTime;
        return load;
    }

    /// <summary>Writes until the platform is gone, which <paramref name="kill"/> makes it once this many more writes were acknowledged.</summary>
    public async Task RunAsync(GraphClient graph, int more, Func<Task> kill)
    {
        var target = acknowledged + more;
        using var enough = new SemaphoreSlim(0);
        var running = writers.Select(w => RunAsync(graph, w, target, enough)).ToList();
        await Task.WhenAny(enough.WaitAsync(TestContext.Current.CancellationToken), Task.WhenAll(running));
        await Task.Delay(random.Next(30), TestContext.Current.CancellationToken);
        await kill();
        await Task.WhenAll(running);
    }

    /// <summary>What is not as it was promised; every write since the last kill is sent again under its key.</summary>
    /// <param name="cast">The people.</param>
    /// <param name="everything">Whether all that was ever written is read again too.</param>
    public async Task<IReadOnlyList<string>> CheckAsync(Cast cast, bool everything)
    {
        // The clock of a process for tests starts with the machine's.
        (await cast.DoAsync(null, new("advanceClock", new { by = System.Xml.XmlConvert.ToString(ahead) }, "clock { now }"))).Done();
        List<string> faults = [];
        foreach (var write in writes.Where(w => !w.IsSettled))
        {
            var answer = await cast.DoAsync(write.By, write.Act, write.Key);
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
            if (write.Act.Field == "registerClient")
            {
                faults.AddRange(await Remains.OfRegistrationAsync(cast, write.Key));
            }
        }

        foreach (var writer in writers.Where(_ => everything))
        {
            faults.AddRange(await Remains.OfAsync(cast, writer, [.. writes.Where(w => w.Writer == writer)]));
        }

        var ledger = await cast.AskAsync(writers[0].Desk.Staff, "{ ledgerBalances { balances } }");
        return ledger.Done()["ledgerBalances.balances"] == "true" ? faults : [.. faults, $"The ledger does not balance: {ledger.Text}"];
    }

    /// <summary>A session that begins as soon as one can, and is over.</summary>
    private static async Task<string> HoldAsync(Care care)
    {
        var slot = (await care.SlotsAsync())[0];
        var id = await care.BookAsync(slot);
        await care.WaitUntilAsync(slot);
        (await care.Cast.DoAsync(care.Therapist, Acts.Start(id))).Done();
        (await care.Cast.DoAsync(care.Therapist, Acts.End(id))).Done();
        return id;
    }

    private async Task RunAsync(GraphClient graph, Writer writer, int target, SemaphoreSlim enough)
    {
        try
        {
            while (true)
            {
                var write = writer.Next($"crash-{Interlocked.Increment(ref number)}");
                writes.Add(write);
                var answer = await graph.SendAsync(write.Act.Document, write.Act.Variables, write.By?.Token, write.Key);
                if (answer.Codes is ["TIMEOUT"])
                {
                    // A busy machine; what became of the write is as unknown as after a kill.
                    return;
                }

                write.First = answer.Done().Text;
                writer.Learn(write, answer);
                if (Interlocked.Increment(ref acknowledged) == target)
                {
                    enough.Release();
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or ObjectDisposedException or OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // The platform was killed; the answer to the last write is unknown.
        }
    }
}
