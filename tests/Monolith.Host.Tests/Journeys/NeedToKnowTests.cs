using Monolith.Host.Profiles;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

/// <summary>Who on the staff sees what of a person, under helpu.</summary>
public sealed class NeedToKnowTests
{
    private const string Invoices = "query($id: ID!) { invoices(payerId: $id) { number } }";
    private const string Account = "query($id: ID!) { account(id: $id) { email } }";

    [Theory, ClassData(typeof(Databases)), Clause("HU-50")]
    public async Task Billing_reads_invoices_and_no_sessions(string database)
    {
        await using var stage = await OpenAsync(database);
        var client = await UseJourneyTests.HelpedAsync(stage.Cast);
        var id = await ClientIdAsync(stage.Cast, client);
        var billing = await stage.Cast.StaffAsync("BILLING");

        (await stage.Cast.AskAsync(billing, Invoices, new { id })).Done();

        Assert.Equal(["FORBIDDEN"], (await stage.Cast.AskAsync(billing, "{ sessions { nodes { id } } }")).Codes);
        Assert.Equal(["FORBIDDEN"], (await stage.Cast.AskAsync(await stage.Cast.StaffAsync("SUPPORT"), Invoices, new { id })).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Support_sees_who_asked_until_the_question_is_answered_and_the_person_sees_who_looked(string database)
    {
        await using var stage = await OpenAsync(database);
        var cast = stage.Cast;
        var client = await UseJourneyTests.HelpedAsync(cast);
        var id = (await cast.AskAsync(client, "{ me { id } }")).Done()["me.id"];
        var support = await cast.StaffAsync("SUPPORT");
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(support, Account, new { id })).Codes);

        (await cast.DoAsync(client, new("fileGrievance", new { text = "The screen stays dark." }, "grievance { id }"))).Done();

        Assert.Equal(client.Email, (await cast.AskAsync(support, Account, new { id })).Done()["account.email"]);
        var grievance = (await cast.AskAsync(client, "{ grievances { id } }")).Done()["grievances.0.id"];
        (await cast.DoAsync(await cast.StaffAsync("GRIEVANCE_OFFICER"), new("resolveGrievance", new { id = grievance, resolution = "A cable." }, "grievance { state }"))).Done();
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(support, Account, new { id })).Codes);
        var log = (await cast.AskAsync(client, "{ accessLog { nodes { outcome rule } } }")).Done().All("accessLog.nodes");
        Assert.Contains(log, e => (string?)e["rule"] == "task.support-case");
    }

    private static Task<Stage> OpenAsync(string database) => Stage.OpenAsync(database, o => o with { Profile = ProfileFiles.Load(ProfileFiles.Find("helpu")!) });

    private static async Task<string> ClientIdAsync(Cast cast, Person client) =>
        Monolith.GraphQL.Relay.NodeIdCodec.Encode("Client", Monolith.GraphQL.Relay.NodeIdCodec.Decode((await cast.AskAsync(client, "{ me { id } }")).Done()["me.id"])!.Value.Key);
}
