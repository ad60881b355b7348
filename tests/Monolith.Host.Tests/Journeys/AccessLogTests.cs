using Monolith.Host.Tests.Platform;
using Monolith.Testing;

namespace Monolith.Host.Tests.Journeys;

public sealed class AccessLogTests(Stages stages) : IClassFixture<Stages>
{
    private const string Log =
        "query($first: Int, $after: String, $outcome: AuditOutcome) { accessLog(first: $first, after: $after, outcome: $outcome) { " +
        "nodes { occurredAt actorRole therapistId operation dataClass mode purpose outcome rule denial } pageInfo { hasNextPage endCursor } } }";

    [Theory, ClassData(typeof(Databases)), Clause("CA-5.10")]
    public async Task A_client_reads_who_looked_and_who_was_kept_from_it_page_by_page(string database)
    {
        var cast = await stages.OnAsync(database);
        var topic = $"topic{Guid.CreateVersion7():N}"[..20];
        var (client, therapist, stranger) = (await cast.ClientAsync(), await cast.TherapistAsync(topic), await cast.TherapistAsync(topic));
        await cast.MatchAsync(client, therapist, topic);
        const string look = "query($id: ID!) { node(id: $id) { ... on Client { name } } }";
        var clientId = ((await cast.AskAsync(therapist, "{ matches { nodes { client { id name } } } }")).Done())["matches.nodes.0.client.id"];
        await cast.AskAsync(stranger, look, new { id = clientId });

        var all = (await cast.AskAsync(client, Log)).Done().All("accessLog.nodes");
        Assert.Contains(all, l => (string)l["actorRole"]! == "THERAPIST" && (string)l["outcome"]! == "GRANTED" && (string)l["rule"]! == "matched-therapist");
        var denied = (await cast.AskAsync(client, Log, new { outcome = "DENIED" })).Done().All("accessLog.nodes");
        Assert.Equal("access.need-to-know", (string)denied[0]["rule"]!);
        Assert.StartsWith("NEED_TO_KNOW calmally@", (string)denied[0]["denial"]!, StringComparison.Ordinal);
        Assert.All(all, l => Assert.NotNull(l["purpose"]));

        List<string> paged = [];
        for (string? after = null; ;)
        {
            var page = (await cast.AskAsync(client, Log, new { first = 2, after })).Done();
            paged.AddRange(page.All("accessLog.nodes").Select(l => l.ToJsonString()));
            after = (string?)page.Find("accessLog.pageInfo.endCursor");
            if (page["accessLog.pageInfo.hasNextPage"] == "false")
            {
                break;
            }
        }

        Assert.Equal(all.Select(l => l.ToJsonString()), paged);
        Assert.Equal(["UNAUTHENTICATED"], (await cast.AskAsync(null, Log)).Codes);
    }
}
