using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class RightsJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private const string Wrong = "00000000";

    [Theory, ClassData(typeof(Databases)), Clause("CA-8.6")]
    public async Task Nothing_is_decided_before_the_person_is_proven_and_five_wrong_codes_close_the_request(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var officer = await cast.StaffAsync("GRIEVANCE_OFFICER");
        var id = await Rights.AskAsync(cast, client, "ERASURE");
        var code = await cast.CodeAsync(client.Email);

        Assert.Equal(["IDENTITY_NOT_VERIFIED"], (await cast.DoAsync(officer, Rights.Approve(id))).Codes);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(["IDENTITY_NOT_VERIFIED"], (await cast.DoAsync(client, Rights.Verify(id, Wrong))).Codes);
        }

        Assert.Equal(["IDENTITY_NOT_VERIFIED"], (await cast.DoAsync(client, Rights.Verify(id, code))).Codes);
        Assert.Equal("AWAITING_VERIFICATION", await Rights.StateAsync(cast, client, id));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_code_that_is_a_day_old_proves_nothing(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var id = await Rights.AskAsync(cast, client, "ACCESS");
        var code = await cast.CodeAsync(client.Email);

        await cast.WaitAsync("PT24H1S");

        Assert.Equal(["IDENTITY_NOT_VERIFIED"], (await cast.DoAsync(client, Rights.Verify(id, code))).Codes);
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-8.8")]
    public async Task A_request_is_refused_on_a_listed_ground_with_its_explanation_and_decided_once(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var officer = await cast.StaffAsync("GRIEVANCE_OFFICER");
        var id = await Rights.ProvenAsync(cast, client, "ERASURE");

        Assert.Equal(["FORBIDDEN"], (await cast.DoAsync(client, Rights.Approve(id))).Codes);
        Assert.Equal(["GROUND_NOT_ALLOWED"], (await cast.DoAsync(officer, Rights.Refuse(id, "TOO_MUCH_WORK", "No."))).Codes);
        Assert.Equal(["REASON_REQUIRED"], (await cast.DoAsync(officer, Rights.Refuse(id, "LAW", " "))).Codes);
        Assert.Equal("VERIFIED", await Rights.StateAsync(cast, client, id));
        (await cast.DoAsync(officer, Rights.Refuse(id, "LAW", "A court wants it."))).Done();
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(officer, Rights.Approve(id))).Codes);
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(client, Rights.Verify(id, Wrong))).Codes);
        Assert.Equal(["ILLEGAL_STATE"], (await cast.DoAsync(client, new("liftRestriction", new { id }, "rightsRequest { state }"))).Codes);
        Assert.Equal("REFUSED", await Rights.StateAsync(cast, client, id));
        (await cast.AskAsync(client, "{ me { id } }")).Done();
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Only_its_owner_and_officers_find_a_request_and_only_staff_enter_one_for_somebody_else(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync(consents: false);
        var stranger = await cast.ClientAsync(consents: false);
        var officer = await cast.StaffAsync("GRIEVANCE_OFFICER");
        var id = await Rights.AskAsync(cast, client, "ACCESS");

        Assert.Equal(["CASE_NOT_FOUND"], (await cast.DoAsync(stranger, Rights.Verify(id, Wrong))).Codes);
        Assert.Equal(["CASE_NOT_FOUND"], (await cast.DoAsync(stranger, new("liftRestriction", new { id }, "rightsRequest { state }"))).Codes);
        Assert.Equal(["CASE_NOT_FOUND"], (await cast.AskAsync(stranger, Rights.One, new { id })).Codes);
        Assert.Equal(["CASE_NOT_FOUND"], (await cast.DoAsync(officer, Rights.Approve(GraphQL.Relay.NodeIdCodec.Encode("RightsRequest", Guid.CreateVersion7())))).Codes);
        Assert.Equal(["NEED_TO_KNOW"], (await cast.DoAsync(stranger, For(client.Email))).Codes);
        Assert.Equal(["FIELD_REQUIRED"], (await cast.DoAsync(officer, For("nobody@people.example"))).Codes);
        (await cast.DoAsync(officer, For(client.Email))).Done();

        Assert.Equal(2, (await cast.AskAsync(client, "{ rightsRequests { id } }")).Done().All("rightsRequests").Count);
        Assert.Empty((await cast.AskAsync(stranger, "{ rightsRequests { id } }")).Done().All("rightsRequests"));
    }

    private static Act For(string email) => new("submitRightsRequest", new { kind = "ACCESS", onBehalfOfEmail = email }, "rightsRequest { id }");
}

/// <summary>Requests about one's own data, as they are sent.</summary>
internal static class Rights
{
    public const string One = "query($id: ID!) { rightsRequest(id: $id) { state decision parts { module erased retained } receipt { sha256 destroyedKeys parts { module } } } }";

    public static Act Verify(string id, string code) => new("verifyRequester", new { id, code }, "rightsRequest { state }");

    public static Act Approve(string id) => new("decideRightsRequest", new { id, decision = "APPROVE", explanation = "Granted." }, "rightsRequest { state decision }");

    public static Act Refuse(string id, string ground, string explanation) =>
        new("decideRightsRequest", new { id, decision = "REFUSE", ground, explanation }, "rightsRequest { state decision }");

    public static async Task<string> AskAsync(Cast cast, Person client, string kind) =>
        (await cast.DoAsync(client, new("submitRightsRequest", new { kind }, "rightsRequest { id }"))).Done()["submitRightsRequest.rightsRequest.id"];

    /// <summary>A request whose maker gave the mailed code back.</summary>
    public static async Task<string> ProvenAsync(Cast cast, Person client, string kind)
    {
        var id = await AskAsync(cast, client, kind);
        (await cast.DoAsync(client, Verify(id, await cast.CodeAsync(client.Email)))).Done();
        return id;
    }

    public static async Task<string> StateAsync(Cast cast, Person who, string id) => (await cast.AskAsync(who, One, new { id })).Done()["rightsRequest.state"];
}
