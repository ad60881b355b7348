using System.Globalization;

namespace Monolith.Host.Tests.Platform;

/// <summary>A client and a therapist who work together, ready to book.</summary>
internal sealed record Care(Cast Cast, Person Client, Person Therapist, string MatchId)
{
    public static async Task<Care> BeginAsync(Cast cast, string topic)
    {
        var therapist = await cast.TherapistAsync(topic);
        var client = await cast.ClientAsync();
        return await BeginAsync(cast, client, therapist, topic);
    }

    public static async Task<Care> BeginAsync(Cast cast, Person client, Person therapist, string topic)
    {
        var match = await cast.MatchAsync(client, therapist, topic);
        (await cast.DoAsync(client, Acts.Intake)).Done();
        return new Care(cast, client, therapist, match);
    }

    /// <summary>The begins of the free slots of the next days, at least an hour away.</summary>
    public async Task<IReadOnlyList<string>> SlotsAsync(int days = 3)
    {
        var now = await NowAsync();
        var answer = await Cast.AskAsync(
            Client, "query($therapist: ID!, $from: DateTime!, $to: DateTime!) { slots(therapist: $therapist, from: $from, to: $to) { startsAt } }",
            new { therapist = Therapist.Id, from = Text(now.AddHours(1)), to = Text(now.AddDays(days)) });
        return [.. answer.Done().All("slots").Select(s => (string)s["startsAt"]!)];
    }

    public async Task<string> BookAsync(string startsAt) =>
        (await Cast.DoAsync(Client, Acts.Book(Therapist, startsAt))).Done()["bookAppointment.appointment.id"];

    /// <summary>Moves the clock to this instant and does the work that became due.</summary>
    public async Task WaitUntilAsync(string instant)
    {
        var by = Parse(instant) - await NowAsync();
        await Cast.WaitAsync(string.Create(CultureInfo.InvariantCulture, $"PT{(long)by.TotalSeconds}S"));
    }

    /// <summary>What the platform's clock shows.</summary>
    public async Task<DateTime> NowAsync() =>
        Parse((await Cast.DoAsync(null, new("advanceClock", new { by = "PT0S" }, "clock { now }"))).Done()["advanceClock.clock.now"]);

    public static string Text(DateTime instant) => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTime Parse(string instant) => DateTime.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
}
