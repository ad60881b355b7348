using Monolith.Host.Tests.Journeys;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Races;

public sealed class DecisionRaceTests(Stages stages) : IClassFixture<Stages>
{
    private const int Rounds = 6;

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_two_officers_who_decide_one_erasure_at_once_one_decides_and_it_is_carried_out_once_or_not_at_all(string database)
    {
        var cast = await stages.OnAsync(database);
        var one = await cast.StaffAsync("GRIEVANCE_OFFICER");
        var other = await cast.StaffAsync("PRIVACY_OFFICER");
        for (var round = 0; round < Rounds; round++)
        {
            var client = await cast.ClientAsync();
            var id = await Rights.ProvenAsync(cast, client, "ERASURE");
            var second = round % 2 == 0 ? Rights.Approve(id) : Rights.Refuse(id, "LAW", "A court wants it.");

            var answers = await Task.WhenAll(cast.DoAsync(one, Rights.Approve(id)), cast.DoAsync(other, second));

            var decided = Assert.Single(answers, a => a.IsDone)["decideRightsRequest.rightsRequest.decision"];
            Assert.Equal(["ILLEGAL_STATE"], answers.Single(a => !a.IsDone).Codes);
            await cast.RunJobsAsync();
            var left = (await cast.AskAsync(one, Rights.One, new { id })).Done();
            Assert.Equal(decided, left["rightsRequest.decision"]);
            var modules = left.All("rightsRequest.parts").Select(p => (string)p["module"]!).Order();
            string[] all = ["ACCOUNTS", "BILLING", "CONSENT", "GRIEVANCE", "MATCHING", "THERAPY"];
            Assert.Equal(decided == "APPROVE" ? all : [], modules);
            Assert.Equal(decided == "APPROVE" ? "DONE" : "REFUSED", left["rightsRequest.state"]);
            Assert.Equal(decided == "REFUSE", await OpensAsync(cast, client));
        }
    }

    // Whether the account still opens with its password.
    private static async Task<bool> OpensAsync(Cast cast, Person client)
    {
        var input = new { email = client.Email, password = Person.Password };
        return (await cast.DoAsync(null, new("signIn", input, "signIn { accessToken }"))).IsDone;
    }
}
