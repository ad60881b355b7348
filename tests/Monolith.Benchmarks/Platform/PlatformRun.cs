using System.Text.Json;
using System.Text.Json.Nodes;
using Monolith.GraphQL.Relay;

namespace Monolith.Benchmarks.Platform;

/// <summary>The platform's own fields, with gate and audit, beside a bare endpoint that runs the same statements on the same database and opens the same seals.</summary>
internal sealed class PlatformRun(BenchmarkOptions options, TextWriter output)
{
    private const string Page = "{ therapists(first: 50) { nodes { id displayName bio specialisations { name } } } }";
    private const string Appointments = "{ appointments(first: 20) { nodes { id startsAt channel therapist { id displayName specialisations { name } } } } }";
    private const string Audited = "{ me { id name state sessionCount } }";
    private readonly Comparison comparison = new(options, output, "Monolith");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("monolith-platform-").FullName;
        try
        {
            var therapists = Math.Max(options.Therapists, 1000);
            await Console.Error.WriteLineAsync($"Making {therapists} therapists…");
            var client = await PlatformPopulation.MakeAsync(folder, options.Database, therapists, cancellationToken);
            await MeasureAsync(folder, client, therapists, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(string folder, string client, int therapists, CancellationToken cancellationToken)
    {
        string[] database = options.Database is { } connection ? ["--database", connection] : [];
        string[] Host(string url) => [Program("Monolith.Host.dll"), "serve", "--urls", url, "--data", folder, .. database];
        string[] Bare(string url) => [Program("Monolith.Benchmarks.dll"), "platform-bare", url, folder, .. options.Database is { } one ? [one] : Array.Empty<string>()];

        var (hostStart, host) = comparison.Start(Host, "/graphql");
        using (host)
        {
            var (bareStart, bare) = comparison.Start(Bare, "/P0");
            using (bare)
            {
                using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{host.Port}") };
                var token = await new Population(http).SignInAsync(client, cancellationToken);
                var rows = Queries(host).Where(q => options.Only is null || options.Only.Contains(q.Name, StringComparison.OrdinalIgnoreCase)).Select(q => comparison.Compare(
                    q.Name,
                    new LoadRun(host, LoadRun.Post("/graphql", JsonSerializer.Serialize(new { query = q.Query, variables = q.Variables }), q.SignedIn ? token : null), options.Connections),
                    new LoadRun(bare, LoadRun.Get($"/{q.Name}{q.Bare}", q.SignedIn ? token : null), options.Connections),
                    host,
                    bare)).ToList();
                comparison.Print($"{(options.Database is null ? "SQLite" : "PostgreSQL")}, {therapists} therapists", rows, (hostStart, bareStart), (host.Resident, bare.Resident));
            }
        }
    }

    private static List<(string Name, string Query, object? Variables, string Bare, bool SignedIn)> Queries(ServedProcess host)
    {
        var nodes = JsonNode.Parse(new LoadRun(host, "/graphql", Page, 1).Once())!["data"]!["therapists"]!["nodes"]!.AsArray();
        var id = (string)nodes[nodes.Count / 2]!["id"]!;
        return
        [
            ("P2", "query One($id: ID!) { therapist(id: $id) { id displayName bio label verified credentialState } }", new { id }, "?id=" + NodeIdCodec.Decode(id)!.Value.Key, false),
            ("P3", Page, null, "", false),
            ("P4", Appointments, null, "", true),
            ("P5", Audited, null, "", true),
        ];
    }

    private static string Program(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
