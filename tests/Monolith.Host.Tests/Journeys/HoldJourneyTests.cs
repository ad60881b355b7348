using Monolith.Host.Tests.Platform;
using Monolith.Host.Tests.Repeats;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class HoldJourneyTests(Stages stages) : IClassFixture<Stages>
{
    [Theory, ClassData(typeof(Databases)), Clause("CA-3.11")]
    public async Task A_person_under_a_legal_hold_is_erased_when_two_people_have_ended_it_and_not_before(string database)
    {
        var cast = await stages.OnAsync(database);
        var (client, officer, privacy) = (await cast.ClientAsync(), await cast.StaffAsync("GRIEVANCE_OFFICER"), await cast.StaffAsync("PRIVACY_OFFICER"));
        var holdId = (await cast.DoAsync(cast.Administrator, RepeatsOfSharing.Hold(client))).Done()["requestLegalHold.legalHold.id"];
        Assert.Equal(["ANOTHER_PERSON_REQUIRED"], (await cast.DoAsync(cast.Administrator, Of("confirmLegalHold", holdId))).Codes);
        (await cast.DoAsync(privacy, Of("confirmLegalHold", holdId))).Done();
        Assert.Equal(holdId, (await cast.AskAsync(client, "{ retentionSchedule { category holds { id reviewOn } } }")).Done()["retentionSchedule.0.holds.0.id"]);
        var request = await Rights.ProvenAsync(cast, client, "ERASURE");

        var refused = await cast.DoAsync(officer, Rights.Approve(request));
        Assert.Equal(["LEGAL_HOLD_IN_FORCE"], refused.Codes);
        Assert.Contains("retention.legalHold (R95)", refused.Text, StringComparison.Ordinal);
        await cast.WaitAsync("P31D");
        (await cast.AskAsync(client, "{ me { id } }")).Done();
        (await cast.DoAsync(privacy, new("requestHoldRelease", new { holdId, reason = "The case is closed." }, "legalHold { state }"))).Done();
        Assert.Equal(["ANOTHER_PERSON_REQUIRED"], (await cast.DoAsync(privacy, Of("confirmHoldRelease", holdId))).Codes);
        (await cast.DoAsync(cast.Administrator, Of("confirmHoldRelease", holdId))).Done();
        (await cast.DoAsync(officer, Rights.Approve(request))).Done();

        Assert.NotEmpty((await cast.Graph.SendAsync("{ me { id } }", null, client.Token)).Codes);
        Assert.Equal("DONE", (await cast.AskAsync(officer, Rights.One, new { id = request })).Done()["rightsRequest.state"]);
    }

    private static Act Of(string field, string holdId) => new(field, new { holdId }, "legalHold { state }");
}
