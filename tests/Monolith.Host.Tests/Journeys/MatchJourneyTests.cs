using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class MatchJourneyTests(Stages stages) : IClassFixture<Stages>
{
    private const string Seen = "query($match: ID!) { matchedClient(match: $match) { clientId client { name phone } preferences { specialisations } } }";

    [Theory, ClassData(typeof(Databases))]
    public async Task A_therapist_whose_credentials_were_not_checked_is_neither_listed_nor_proposed(string database)
    {
        var cast = await stages.OnAsync(database);
        var hidden = await cast.TherapistAsync("grief", verified: false);
        var client = await cast.ClientAsync();
        (await cast.DoAsync(client, Acts.Wishes("grief"))).Done();

        var listed = (await cast.AskAsync(null, "{ therapists(filter: { specialisation: \"grief\" }) { edges { node { id } } } }")).Done();
        var request = await cast.DoAsync(client, Acts.RequestMatch);
        Assert.Empty(listed.All("therapists.edges"));
        Assert.DoesNotContain(hidden.Id, request.Text, StringComparison.Ordinal);

        (await cast.DoAsync(await cast.StaffAsync("CREDENTIAL_VERIFIER"), Acts.Verify(hidden))).Done();
        var proposed = (await cast.DoAsync(client, Acts.RequestMatch)).Done();
        Assert.Contains(proposed.All("requestMatch.matchRequest.proposals"), p => (string)p["therapistId"]! == hidden.Id);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_match_begins_with_wishes_and_with_somebody_who_was_proposed(string database)
    {
        var cast = await stages.OnAsync(database);
        var proposed = await cast.TherapistAsync("burnout");
        var other = await cast.TherapistAsync("phobia", verified: false);
        var client = await cast.ClientAsync();

        Assert.Equal(["PREFERENCES_REQUIRED"], (await cast.DoAsync(client, Acts.RequestMatch)).Codes);
        (await cast.DoAsync(client, Acts.Wishes("burnout"))).Done();
        var requestId = (await cast.DoAsync(client, Acts.RequestMatch)).Done()["requestMatch.matchRequest.id"];
        var accept = new Act("acceptMatch", new { requestId, therapistId = other.Id }, "match { id }");
        Assert.Equal(["THERAPIST_NOT_PROPOSED"], (await cast.DoAsync(client, accept)).Codes);
        Assert.Equal(["MATCH_REQUEST_NOT_FOUND"], (await cast.DoAsync(await cast.ClientAsync(), accept with { Input = new { requestId, therapistId = proposed.Id } })).Codes);
        (await cast.DoAsync(client, accept with { Input = new { requestId, therapistId = proposed.Id } })).Done();
    }

    [Theory, ClassData(typeof(Databases)), Clause("CA-4.2")]
    public async Task Only_the_matched_therapist_sees_the_client_and_only_while_the_match_lasts(string database)
    {
        var cast = await stages.OnAsync(database);
        var therapist = await cast.TherapistAsync("trauma");
        var stranger = await cast.TherapistAsync("stress", verified: false);
        var client = await cast.ClientAsync();
        var match = await cast.MatchAsync(client, therapist, "trauma");

        var seen = (await cast.AskAsync(therapist, Seen, new { match })).Done();
        Assert.Equal(client.Name, seen["matchedClient.client.name"]);
        Assert.Null(seen.Find("matchedClient.client.phone"));
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(stranger, Seen, new { match })).Codes);
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(client, Seen, new { match })).Codes);
        Assert.Equal(["MATCH_NOT_FOUND"], (await cast.DoAsync(stranger, new("endMatch", new { matchId = match }, "match { endedAt }"))).Codes);

        (await cast.DoAsync(client, new("endMatch", new { matchId = match }, "match { endedAt }"))).Done();
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(therapist, Seen, new { match })).Codes);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_a_client_wishes_is_hidden_from_the_therapist_once_consent_is_withdrawn(string database)
    {
        var cast = await stages.OnAsync(database);
        var therapist = await cast.TherapistAsync("parenting");
        var client = await cast.ClientAsync();
        var match = await cast.MatchAsync(client, therapist, "parenting");
        Assert.Equal("parenting", (await cast.AskAsync(therapist, Seen, new { match })).Done()["matchedClient.preferences.specialisations.0"]);

        (await cast.DoAsync(client, Acts.Withdraw)).Done();

        Assert.Null((await cast.AskAsync(therapist, Seen, new { match })).Find("matchedClient.preferences"));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Nobody_reads_an_account_they_have_no_task_for(string database)
    {
        var cast = await stages.OnAsync(database);
        var client = await cast.ClientAsync();
        var stranger = await cast.ClientAsync();
        const string account = "query($id: ID!) { account(id: $id) { id name } }";

        var denied = await cast.AskAsync(stranger, account, new { id = client.Id });

        Assert.False(denied.IsDone, denied.Text);
        Assert.DoesNotContain(client.Name, denied.Text, StringComparison.Ordinal);
        Assert.Equal(["NEED_TO_KNOW"], (await cast.AskAsync(stranger, "query($account: ID!) { dataHoldings(account: $account) { kind } }", new { account = client.Id })).Codes);
    }
}
