using System.Text;
using System.Text.Json.Nodes;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class EvidenceTests(Stages stages) : IClassFixture<Stages>
{
    private const string Canary = "xylophone-quartz-canary";
    private const string Stored = "query($id: ID!) { storedForm(id: $id) { table columns { name text bytes } } }";
    private const string Calls = "query($processor: String) { processorCalls(processor: $processor) { processor purpose fields at } }";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_note_is_stored_with_its_revisions_and_its_words_are_in_no_column(string database)
    {
        var cast = await stages.OnAsync(database);
        (await cast.DoAsync(cast.Administrator, Acts.Bind("VIDEO", "Video", "SERVICE_DELIVERY"))).Done();
        var care = await Care.BeginAsync(cast, $"evidence-{database}");
        var slot = (await care.SlotsAsync()).First();
        var appointment = await care.BookAsync(slot);
        await care.WaitUntilAsync(slot);
        (await cast.DoAsync(care.Therapist, Acts.Start(appointment))).Done();
        (await cast.DoAsync(care.Therapist, Acts.End(appointment))).Done();
        var note = (await cast.DoAsync(care.Therapist, Acts.Note(appointment, Canary))).Done();

        var rows = (await cast.AskAsync(null, Stored, new { id = note["writeSessionNote.sessionNote.id"] })).Done().All("storedForm");

        Assert.Equal(["appointment", "note_revision", "session_note"], rows.Select(r => ((string)r["table"]!).Split('.')[^1].Replace("therapy_", "", StringComparison.Ordinal)).Order());
        var columns = rows.SelectMany(r => r["columns"]!.AsArray()).ToList();
        Assert.Contains(columns, c => c!["bytes"] is not null);
        Assert.DoesNotContain(columns, c => Holds(c!, Canary));
    }

    [Theory, ClassData(typeof(Databases)), Clause("AP-61")]
    public async Task An_account_is_stored_without_name_address_or_password_in_clear(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);

        var rows = (await cast.AskAsync(null, Stored, new { id = client.Id })).Done().All("storedForm");

        var columns = rows.SelectMany(r => r["columns"]!.AsArray()).ToList();
        Assert.Contains(columns, c => (string)c!["name"]! == "password_hash");
        Assert.Contains(columns, c => Holds(c!, "CLIENT") || Holds(c!, "Client"));
        Assert.DoesNotContain(columns, c => Holds(c!, client.Email) || Holds(c!, client.Name) || Holds(c!, client.Phone) || Holds(c!, Person.Password));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_published_is_stored_in_clear_and_an_unknown_id_is_stored_nowhere(string database)
    {
        var cast = await stages.OnAsync(database);
        var version = (await cast.AskAsync(null, "{ policyVersions { id } }")).Done()["policyVersions.0.id"];

        var rows = (await cast.AskAsync(null, Stored, new { id = version })).Done().All("storedForm");

        Assert.Contains(rows.Single()["columns"]!.AsArray(), c => (string)c!["name"]! == "rendered_text" && ((string)c["text"]!).Length > 100);
        Assert.Empty((await cast.AskAsync(null, Stored, new { id = "nothing" })).Done().All("storedForm"));
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-3.14")]
    public async Task The_payment_processor_is_told_the_order_the_amount_and_the_token_and_nothing_before_it_is_bound(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        var client = await cast.ClientAsync(consents: false);
        var order = (await cast.DoAsync(client, Acts.Order(await MoneyJourneyTests.ProductAsync(cast)))).Done()["placeOrder.order.id"];
        Assert.Equal(["PROCESSOR_NOT_BOUND"], (await cast.DoAsync(client, Acts.Pay(order))).Codes);
        Assert.Empty(await CallsAsync(cast, "PAYMENT"));
        await MoneyJourneyTests.BindAsync(cast);

        (await cast.DoAsync(client, Acts.Pay(order))).Done();
        (await cast.DoAsync(await cast.StaffAsync("BILLING"), Acts.Refund(order, 1))).Done();

        var calls = await CallsAsync(cast, "PAYMENT");
        Assert.Equal(["orderId, amount, currency", "orderId, amount, currency, token"], calls.Select(Fields));
        Assert.All(calls, c => Assert.Equal("PAYMENT", (string)c["purpose"]!));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_mail_goes_to_the_processor_of_messages_once_as_address_and_text(string database)
    {
        await using var stage = await Stage.OpenAsync(database);
        var cast = stage.Cast;
        await cast.RunJobsAsync();
        var before = (await CallsAsync(cast, "MESSAGING")).Count;
        await cast.ClientAsync(consents: false);

        await cast.RunJobsAsync();
        await cast.RunJobsAsync();

        var calls = await CallsAsync(cast, "MESSAGING");
        Assert.Equal(before + 1, calls.Count);
        Assert.Equal("address, text", Fields(calls[0]));
    }

    private static async Task<IReadOnlyList<JsonNode>> CallsAsync(Cast cast, string processor) =>
        (await cast.AskAsync(null, Calls, new { processor })).Done().All("processorCalls");

    private static string Fields(JsonNode call) => string.Join(", ", call["fields"]!.AsArray());

    private static bool Holds(JsonNode column, string words) =>
        (column["text"] is { } text && ((string)text!).Contains(words, StringComparison.Ordinal))
        || (column["bytes"] is { } bytes && Encoding.UTF8.GetString(Convert.FromBase64String((string)bytes!)).Contains(words, StringComparison.Ordinal));
}
