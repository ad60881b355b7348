using System.Text.Json;

namespace Monolith.Benchmarks.Raw;

/// <summary>The work set of six queries: the library over plain ADO.NET beside the same statements and JSON written by hand.</summary>
internal sealed class RawRun(BenchmarkOptions options, TextWriter output)
{
    private readonly Comparison comparison = new(options, output, "Monolith.GraphQL");

    private static readonly (string Name, string Query, object? Variables, string BareBody)[] Queries =
    [
        ("Q1", "{ __typename }", null, ""),
        ("Q2", "query One($id: ID!) { therapist(id: $id) { id name bio city rate verified } }", new { id = "4711" }, "?id=4711"),
        ("Q3", "{ therapists(first: 50) { id name bio specialisations { name } } }", null, ""),
        ("Q4", "query Client($id: ID!) { client(id: $id) { id nickname appointments(first: 20) { id startsAt minutes therapist { id name specialisations { name } } } } }", new { id = "1234" }, "?id=1234"),
        ("Q5", "mutation Send($client: ID!, $text: String!) { sendMessage(clientId: $client, text: $text) { id } }", new { client = "77", text = "See you on Monday at nine." }, "{\"clientId\":77,\"text\":\"See you on Monday at nine.\"}"),
        ("Q6", "{ entries(first: 1000) { id name city rate } }", null, ""),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("monolith-raw-").FullName;
        try
        {
            var database = options.Database ?? Path.Combine(folder, "raw.db");
            await Console.Error.WriteLineAsync("Filling the work set…");
            await using (var store = RawStore.Open(database))
            {
                await store.FillAsync(cancellationToken);
            }

            Measure(database);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Measure(string database)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Monolith.Benchmarks.dll");
        var (oursStart, ours) = comparison.Start(url => [program, "raw-graphql", url, database], "/graphql");
        using (ours)
        {
            var (bareStart, bare) = comparison.Start(url => [program, "raw-bare", url, database], "/Q1");
            using (bare)
            {
                var rows = Queries.Where(q => options.Only is null || options.Only.Contains(q.Name, StringComparison.OrdinalIgnoreCase)).Select(q => comparison.Compare(
                    q.Name,
                    new LoadRun(ours, LoadRun.Post("/graphql", JsonSerializer.Serialize(new { query = q.Query, variables = q.Variables })), options.Connections),
                    new LoadRun(bare, q.Name == "Q5" ? LoadRun.Post("/Q5", q.BareBody) : LoadRun.Get($"/{q.Name}{q.BareBody}"), options.Connections),
                    ours,
                    bare,
                    sameBytes: q.Name != "Q5")).ToList();
                comparison.Print(options.Database is null ? "SQLite" : "PostgreSQL", rows, (oursStart, bareStart), (ours.Resident, bare.Resident));
            }
        }
    }
}
