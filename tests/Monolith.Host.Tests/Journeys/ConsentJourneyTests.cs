using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class ConsentJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private static readonly Act Intake = new("recordHealthIntake", new { concerns = "Sleep", history = "None" }, "healthIntake { recordedAt }");

    [Theory, ClassData(typeof(Databases)), Clause("CA-12.2")]
    public async Task Without_consent_nothing_sensitive_is_taken(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);

        foreach (var act in new[] { Acts.Wishes("sleep"), Intake, Acts.RequestMatch })
        {
            Assert.Equal(["CONSENT_REQUIRED"], (await cast.DoAsync(client, act)).Codes);
        }
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-12.3")]
    public async Task Consent_needs_a_clear_act_and_the_words_of_now(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var good = await cast.ConsentAsync();

        Assert.Equal(["CONSENT_REQUIRED"], (await cast.DoAsync(client, good with { Input = good.Input!.With(("affirmativeAct", null)) })).Codes);
        Assert.Equal(["WORDING_OUTDATED"], (await cast.DoAsync(client, good with { Input = good.Input!.With(("wordingVersion", "0")) })).Codes);
        Assert.Equal(["CONSENT_NOT_GIVEN"], (await cast.DoAsync(client, Acts.Withdraw)).Codes);
        Assert.Equal(["CONSENT_REQUIRED"], (await cast.DoAsync(client, Acts.Wishes("sleep"))).Codes);
        (await cast.DoAsync(client, good)).Done();
        (await cast.DoAsync(client, Acts.Wishes("sleep"))).Done();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_withdrawal_is_asked_about_first_and_then_closes_every_door_at_once(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync();
        (await cast.DoAsync(client, Acts.Wishes("sleep"))).Done();

        var warned = await cast.DoAsync(client, new("withdrawConsent", new { purpose = "SENSITIVE_DATA", confirm = false }, "withdrawal { confirmed affectedServices }"));
        Assert.Equal("false", warned["withdrawConsent.withdrawal.confirmed"]);
        Assert.NotEmpty(warned.All("withdrawConsent.withdrawal.affectedServices"));
        (await cast.DoAsync(client, Acts.Wishes("grief"))).Done();

        (await cast.DoAsync(client, Acts.Withdraw)).Done();
        foreach (var act in new[] { Acts.Wishes("sleep"), Intake, Acts.RequestMatch })
        {
            Assert.Equal(["CONSENT_WITHDRAWN"], (await cast.DoAsync(client, act)).Codes);
        }

        (await cast.DoAsync(client, await cast.ConsentAsync())).Done();
        (await cast.DoAsync(client, Intake)).Done();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_receipt_is_good_in_the_words_that_were_signed_and_in_no_others(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync();
        var receipt = (await cast.AskAsync(client, "{ consents { records { receipt { text signature keyNumber } } } }")).Done().Find("consents.records.0.receipt")!;
        const string check = "query($text: String!, $signature: String!, $keyNumber: Int!) { verifyReceipt(text: $text, signature: $signature, keyNumber: $keyNumber) { valid known } }";

        var good = await cast.AskAsync(null, check, receipt);
        var forged = await cast.AskAsync(null, check, receipt.With(("text", (string)receipt["text"]! + " ")));

        Assert.Equal("true", good["verifyReceipt.valid"]);
        Assert.Equal("false", forged["verifyReceipt.valid"]);
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-12.4"), Clause("CA-12.5")]
    public async Task After_a_withdrawal_client_and_therapist_read_their_messages_and_add_none(string database)
    {
        var cast = await stages.OnAsync(database);
        var topic = $"topic{Guid.CreateVersion7():N}"[..20];
        var (client, therapist) = (await cast.ClientAsync(), await cast.TherapistAsync(topic));
        await cast.MatchAsync(client, therapist, topic);
        var clientId = (await cast.AskAsync(therapist, "{ matches { nodes { client { id } } } }")).Done()["matches.nodes.0.client.id"];
        var fromClient = new Act("sendMessage", new { text = "Hello", therapistId = therapist.Id }, "message { id }");
        var fromTherapist = new Act("sendMessage", new { text = "Hello", clientId }, "message { id }");
        (await cast.DoAsync(client, fromClient)).Done();
        (await cast.DoAsync(therapist, fromTherapist)).Done();

        var act = new Act("withdrawConsent", new { purpose = "SENSITIVE_DATA", confirm = true }, "withdrawal { affectedServices kept { category period basis } }");
        var done = (await cast.DoAsync(client, act, "once")).Done();

        Assert.Equal(done.Text, (await cast.DoAsync(client, act, "once")).Text);
        Assert.Equal("HEALTH", done["withdrawConsent.withdrawal.kept.0.category"]);
        Assert.Equal(["CONSENT_WITHDRAWN"], (await cast.DoAsync(client, fromClient)).Codes);
        Assert.Equal(["CONSENT_WITHDRAWN"], (await cast.DoAsync(therapist, fromTherapist)).Codes);
        Assert.Equal(2, (await cast.AskAsync(client, "{ messages { nodes { text } } }")).Done().All("messages.nodes").Count);
        Assert.Equal(2, (await cast.AskAsync(therapist, "query($id: ID!) { messages(client: $id) { nodes { text } } }", new { id = clientId })).Done().All("messages.nodes").Count);
    }
}
