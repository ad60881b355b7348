using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class CaseJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private static readonly Act Complaint = new("fileGrievance", new { text = "It began late." }, "grievance { id state }");

    [Theory, ClassData(typeof(Databases)), Clause("CA-11.4")]
    public async Task A_complaint_is_said_in_words_acknowledged_once_and_answered_once(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var officer = await cast.StaffAsync("GRIEVANCE_OFFICER");
        Assert.Equal(["REASON_REQUIRED"], (await cast.DoAsync(client, Complaint with { Input = new { text = " " } })).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await cast.DoAsync(null, Complaint)).Codes);
        var id = (await cast.DoAsync(client, Complaint)).Done()["fileGrievance.grievance.id"];

        Assert.Equal(["FORBIDDEN"], (await cast.DoAsync(client, Acknowledge(id))).Codes);
        (await cast.DoAsync(officer, Acknowledge(id))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(officer, Acknowledge(id))).Codes);
        Assert.Equal(["REASON_REQUIRED"], (await cast.DoAsync(officer, Resolve(id, ""))).Codes);
        Assert.Equal("ACKNOWLEDGED", await StateAsync(cast, client, id));
        (await cast.DoAsync(officer, Resolve(id, "Put right."))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(officer, Resolve(id, "Once more."))).Codes);
        Assert.Equal("RESOLVED", await StateAsync(cast, client, id));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_case_of_somebody_else_and_one_that_never_was_are_not_found_in_the_same_words(string database)
    {
        var cast = await stages.OnAsync(database);
        var id = (await cast.DoAsync(await cast.ClientAsync(consents: false), Complaint)).Done()["fileGrievance.grievance.id"];
        var unknown = GraphQL.Relay.NodeIdCodec.Encode("Grievance", Guid.CreateVersion7());
        var stranger = await cast.ClientAsync(consents: false);
        var officer = await cast.StaffAsync("GRIEVANCE_OFFICER");

        var theirs = await AskAsync(cast, stranger, id);
        Assert.Equal(["CASE_NOT_FOUND"], theirs.Codes);
        Assert.Equal((await AskAsync(cast, stranger, unknown)).Text, theirs.Text);
        Assert.Equal(["CASE_NOT_FOUND"], (await cast.DoAsync(officer, Acknowledge(unknown))).Codes);
        Assert.Equal(["CASE_NOT_FOUND"], (await cast.DoAsync(officer, Resolve(unknown, "Put right."))).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_anybody_may_report_must_be_said_in_words(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);

        foreach (var field in new[] { "sendEnquiry", "reportMinor", "reportSecurityConcern" })
        {
            Assert.Equal(["REASON_REQUIRED"], (await cast.DoAsync(client, new(field, new { text = "  " }, "caseReceipt { id }"))).Codes);
        }

        Assert.Equal(["UNAUTHENTICATED"], (await cast.DoAsync(null, new("reportSecurityConcern", new { text = "Somebody knows it." }, "caseReceipt { id }"))).Codes);
        Assert.Equal(client.Id, (await cast.AskAsync(client, "{ me { id } }")).Done()["me.id"]);
    }

    private static Act Acknowledge(string id) => new("acknowledgeGrievance", new { id }, "grievance { state }");

    private static Act Resolve(string id, string resolution) => new("resolveGrievance", new { id, resolution }, "grievance { state }");

    private static Task<Answer> AskAsync(Cast cast, Person who, string id) =>
        cast.AskAsync(who, "query($id: ID!) { grievance(id: $id) { state } }", new { id });

    private static async Task<string> StateAsync(Cast cast, Person who, string id) => (await AskAsync(cast, who, id)).Done()["grievance.state"];
}
