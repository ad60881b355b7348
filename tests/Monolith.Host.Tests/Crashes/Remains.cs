using System.Text.Json.Nodes;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Crashes;

/// <summary>What the platform holds after a kill, beside what was written.</summary>
internal static class Remains
{
    private const int MostRead = 100;
    private const string OfClient =
        "query($therapist: ID!) { messages(therapist: $therapist, last: 100) { edges { node { text } } } orders { id payment { id } } healthIntake { concerns } treatmentPreferences { note } "
        + "transactions { kind } grievances { text } appointments(first: 100) { edges { node { startsAt } } } consents { records { purpose sequence } } }";

    private const string OfNote = "query($id: ID) { sessionNotes(appointment: $id) { edges { node { revisions { text } } } } }";

    /// <summary>What is missing, doubled or half done of one writer's.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Cast cast, Writer writer, IReadOnlyList<Written> mine)
    {
        var left = (await cast.AskAsync(writer.Client, OfClient, new { therapist = writer.Therapist.Id })).Done();
        List<string> faults =
        [
            .. Texts("messages", Keys("sendMessage"), left.All("messages.edges").Select(e => (string)e["node"]!["text"]!)),
            .. Texts("complaints", Keys("fileGrievance"), left.All("grievances").Select(g => (string)g["text"]!)),
            .. Count("orders", Keys("placeOrder").Count, left.All("orders").Count),
            .. Count("paid orders", Keys("payOrder").Count, left.All("orders").Count(o => o["payment"] is not null)),
            .. Count("payments", Keys("payOrder").Count, left.All("transactions").Count(t => (string)t["kind"]! == "PAYMENT")),
            .. Count("refunds", Keys("refundPayment").Count, left.All("transactions").Count(t => (string)t["kind"]! == "REFUND")),
            .. Last("concerns", Keys("recordHealthIntake"), left.Find("healthIntake.concerns")),
            .. Last("wishes", Keys("setTreatmentPreferences"), left.Find("treatmentPreferences.note")),
            .. Texts("appointments", Times(mine), left.All("appointments.edges").Select(e => (string)e["node"]!["startsAt"]!), held: writer.Desk.Held is null ? 0 : 1),
        ];
        var steps = left.All("consents.records").Where(r => (string)r["purpose"]! == "MARKETING").Select(r => (int)r["sequence"]!).ToList();
        faults.AddRange(Count("consent records", Keys("grantConsent").Count + Keys("withdrawConsent").Count, steps.Distinct().Count()));
        if (writer.Desk.Held is { } id)
        {
            var note = (await cast.AskAsync(writer.Therapist, OfNote, new { id })).Done();
            var revisions = note.All("sessionNotes.edges").SelectMany(e => e["node"]!["revisions"]!.AsArray()).Select(r => (string)r!["text"]!);
            faults.AddRange(Texts("revisions", Keys("writeSessionNote"), revisions));
        }

        return [.. faults.Select(fault => $"{writer.Client.Email}: {fault}")];

        IReadOnlyList<string> Keys(string field) => [.. mine.Where(w => w.Act.Field == field).Select(w => w.Key)];
    }

    /// <summary>One registration, one mail with a code.</summary>
    public static async Task<IReadOnlyList<string>> OfRegistrationAsync(Cast cast, string key)
    {
        var mails = (await cast.AskAsync(null, "query($to: String!) { outbox(to: $to) { template } }", new { to = Writer.AddressOf(key) })).Done();
        return [.. Texts($"mails to {Writer.AddressOf(key)}", ["VERIFY_EMAIL"], mails.All("outbox").Select(m => (string)m["template"]!))];
    }

    // Each booking is one appointment, at the time it was last moved to.
    private static List<string> Times(IReadOnlyList<Written> mine)
    {
        Dictionary<string, string> times = [];
        foreach (var write in mine.Where(w => w.First is not null && w.Act.Field is "bookAppointment" or "rescheduleAppointment").OrderBy(w => w.Key.Length).ThenBy(w => w.Key, StringComparer.Ordinal))
        {
            var appointment = JsonNode.Parse(write.First!)!["data"]![write.Act.Field]!["appointment"]!;
            times[(string)appointment["id"]!] = (string)appointment["startsAt"]!;
        }

        return [.. times.Values];
    }

    private static IEnumerable<string> Count(string what, int written, int there)
    {
        if (written != there)
        {
            yield return $"{written} {what} were written and {there} are there";
        }
    }

    // What is replaced shows what was written last; keys are numbered in order.
    private static IEnumerable<string> Last(string what, IReadOnlyList<string> written, JsonNode? there)
    {
        if (written.OrderBy(k => k.Length).ThenBy(k => k, StringComparer.Ordinal).LastOrDefault() is { } last && last != (string?)there)
        {
            yield return $"the {what} written last are {last} and there are {there}";
        }
    }

    private static IEnumerable<string> Texts(string what, IReadOnlyList<string> written, IEnumerable<string> there, int held = 0)
    {
        List<string> read = [.. there];
        if (read.Count != Math.Min(written.Count + held, MostRead) || read.Distinct().Count() != read.Count || read.Except(written).Count() != held)
        {
            yield return $"the {what} written are [{string.Join(", ", written)}] and there are [{string.Join(", ", read)}]";
        }
    }
}
