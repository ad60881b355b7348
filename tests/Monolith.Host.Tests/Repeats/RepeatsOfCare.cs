using Monolith.GraphQL.Relay;
using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;

namespace Monolith.Host.Tests.Repeats;

/// <summary>Mutations about therapists, matches, sessions and money.</summary>
internal static class RepeatsOfCare
{
    private static int topics;

    // A topic for each, so that its therapist is the one who is proposed.
    private static string Topic => $"topic-{Interlocked.Increment(ref topics)}";

    public static IReadOnlyDictionary<string, Func<Cast, Task<Repeat>>> All { get; } = new Dictionary<string, Func<Cast, Task<Repeat>>>
    {
        ["submitTherapistProfile"] = async cast =>
        {
            var therapist = await cast.TherapistAsync(Topic, verified: false);
            var act = Acts.Profile(therapist, Topic);
            return new(therapist, act, act.Input!.With(("bio", "Another.")));
        },
        ["setAvailability"] = async cast =>
        {
            var act = Acts.Hours();
            return new(await cast.TherapistAsync(Topic, verified: false), act, act.Input!.With(("sessionMinutes", 40)));
        },
        ["verifyTherapistCredentials"] = async cast =>
        {
            var act = Acts.Verify(await cast.TherapistAsync(Topic, verified: false));
            return new(await cast.StaffAsync("CREDENTIAL_VERIFIER"), act, act.Input!.With(("reference", "register/2")));
        },
        ["openEmergencyContact"] = async cast =>
        {
            var care = await Care.BeginAsync(cast, Topic);
            (await cast.DoAsync(care.Client, new("setEmergencyContact", new { name = "Sam Sibling", phone = "+919000000002" }, "account { id }"))).Done();
            var look = new { clientId = NodeIdCodec.Encode("Client", Matrix.Scene.KeyOf(care.Client.Id)!), concern = "DANGER_TO_SELF" };
            return new(care.Therapist, new("openEmergencyContact", look, "emergencyContact { name }"), look with { concern = "DANGER_TO_OTHERS" });
        },
        ["setTreatmentPreferences"] = async cast => new(await cast.ClientAsync(), Acts.Wishes(Topic), Acts.Wishes("change").Input),
        ["requestMatch"] = async cast =>
        {
            var topic = Topic;
            await cast.TherapistAsync(topic);
            var client = await cast.ClientAsync();
            (await cast.DoAsync(client, Acts.Wishes(topic))).Done();
            return new(client, Acts.RequestMatch, null);
        },
        ["acceptMatch"] = async cast =>
        {
            var topic = Topic;
            await cast.TherapistAsync(topic);
            var client = await cast.ClientAsync();
            (await cast.DoAsync(client, Acts.Wishes(topic))).Done();
            var request = (await cast.DoAsync(client, Acts.RequestMatch)).Done();
            var input = new { requestId = request["requestMatch.matchRequest.id"], therapistId = request["requestMatch.matchRequest.proposals.0.therapistId"] };
            var other = (await cast.TherapistAsync(Topic, verified: false)).Id;
            return new(
                client, new("acceptMatch", input, "match { id acceptedAt }"), input with { therapistId = other },
                async () => (await cast.AskAsync(client, "{ matches { edges { cursor } } }")).Done().All("matches.edges").Count);
        },
        ["endMatch"] = async cast =>
        {
            var care = await Care.BeginAsync(cast, Topic);
            return new(care.Client, Acts.EndMatch(care.MatchId), new { matchId = (await Care.BeginAsync(cast, Topic)).MatchId });
        },
        ["recordHealthIntake"] = async cast => new(await cast.ClientAsync(), Acts.Intake, Acts.Intake.Input!.With(("concerns", "Work"))),
        ["sendMessage"] = async cast =>
        {
            var care = await Care.BeginAsync(cast, Topic);
            var input = new { text = "Hello", therapistId = care.Therapist.Id };
            const string read = "query($therapist: ID!) { messages(therapist: $therapist) { edges { cursor } } }";
            return new(
                care.Client, new("sendMessage", input, "message { id sentAt }"), input with { text = "Bye" },
                async () => (await cast.AskAsync(care.Client, read, new { therapist = care.Therapist.Id })).Done().All("messages.edges").Count);
        },
        ["bookAppointment"] = async cast =>
        {
            var care = await Care.BeginAsync(cast, Topic);
            var slots = await care.SlotsAsync();
            return new(
                care.Client, Acts.Book(care.Therapist, slots[0]), Acts.Book(care.Therapist, slots[1]).Input,
                async () => (await cast.AskAsync(care.Client, "{ appointments { edges { cursor } } }")).Done().All("appointments.edges").Count);
        },
        ["rescheduleAppointment"] = async cast =>
        {
            var (care, appointmentId) = await BookedAsync(cast);
            var slots = await care.SlotsAsync();
            return new(
                care.Client, new("rescheduleAppointment", new { appointmentId, startsAt = slots[1] }, "appointment { id startsAt }"),
                new { appointmentId, startsAt = slots[2] });
        },
        ["cancelAppointment"] = async cast =>
        {
            var (care, appointment) = await BookedAsync(cast);
            var act = Acts.Cancel(appointment);
            return new(care.Client, act, act.Input!.With(("reason", "Away")));
        },
        ["startSession"] = async cast => await InSessionAsync(cast, started: false, (id, other) => (Acts.Start(id), Acts.Start(other).Input!)),
        ["writeSessionNote"] = async cast => await InSessionAsync(cast, started: true, (id, _) => (Acts.Note(id, "One."), Acts.Note(id, "Two.").Input!)),
        ["endSession"] = async cast => await InSessionAsync(cast, started: true, (id, _) => (Acts.End(id), Acts.End(id).Input!.With(("attended", false)))),
        ["generateSessionSummary"] = async cast =>
        {
            var repeat = await InSessionAsync(cast, started: true, (id, other) => (Acts.Summary(id), Acts.Summary(other).Input!));
            var id = (string)repeat.Act.Input!.With()["appointmentId"]!;
            (await cast.DoAsync(repeat.Who, Acts.Note(id, "Of this."))).Done();
            return repeat;
        },
        ["placeOrder"] = async cast =>
        {
            var client = await cast.ClientAsync(consents: false);
            var products = (await cast.AskAsync(null, "{ products { id } }")).Done();
            return new(
                client, Acts.Order(products["products.0.id"]), Acts.Order(products["products.1.id"]).Input,
                async () => (await cast.AskAsync(client, "{ orders { id } }")).Done().All("orders").Count);
        },
        ["payOrder"] = async cast =>
        {
            var (client, order) = await OrderedAsync(cast);
            return new(client, Acts.Pay(order), Acts.Pay(order, "tok_other").Input, () => TransactionsAsync(cast, client));
        },
        ["refundPayment"] = async cast =>
        {
            var (client, order) = await OrderedAsync(cast);
            (await cast.DoAsync(client, Acts.Pay(order))).Done();
            var staff = await cast.StaffAsync("BILLING");
            return new(staff, Acts.Refund(order, 100), Acts.Refund(order, 200).Input, async () => await TransactionsAsync(cast, client) - 1);
        },
    };

    private static async Task<(Person Client, string OrderId)> OrderedAsync(Cast cast)
    {
        await MoneyJourneyTests.BindAsync(cast);
        var client = await cast.ClientAsync(consents: false);
        return (client, (await cast.DoAsync(client, Acts.Order(await MoneyJourneyTests.ProductAsync(cast)))).Done()["placeOrder.order.id"]);
    }

    private static async Task<int> TransactionsAsync(Cast cast, Person payer) =>
        (await cast.AskAsync(payer, "{ transactions { kind } }")).Done().All("transactions").Count;

    private static async Task<(Care Care, string AppointmentId)> BookedAsync(Cast cast)
    {
        var care = await Care.BeginAsync(cast, Topic);
        return (care, await care.BookAsync((await care.SlotsAsync())[0]));
    }

    private static async Task<Repeat> InSessionAsync(Cast cast, bool started, Func<string, string, (Act Act, object Other)> make)
    {
        var care = await Care.BeginAsync(cast, Topic);
        var slots = await care.SlotsAsync();
        var (id, other) = (await care.BookAsync(slots[0]), await care.BookAsync(slots[1]));
        (await cast.DoAsync(cast.Administrator, Acts.Bind("VIDEO", "Video", "SERVICE_DELIVERY"))).Done();
        await care.WaitUntilAsync(slots[0]);
        if (started)
        {
            (await cast.DoAsync(care.Therapist, Acts.Start(id))).Done();
        }

        var (act, otherInput) = make(id, other);
        return new(care.Therapist, act, otherInput);
    }
}
