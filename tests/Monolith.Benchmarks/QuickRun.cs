using System.Text.Json.Nodes;

namespace Monolith.Benchmarks;

/// <summary>One run: data, starts, memory, and three queries on the host and on the bare endpoint in turns.</summary>
internal sealed class QuickRun(BenchmarkOptions options, TextWriter output)
{
    private readonly Comparison comparison = new(options, output, "Monolith");
    private const string Typename = "{ __typename }";
    private const string Page = "{ therapists(first: 50) { edges { node { id displayName bio specialisations { name } } } pageInfo { hasNextPage endCursor } } }";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("monolith-bench-").FullName;
        try
        {
            var data = Path.Combine(folder, "data");
            Directory.CreateDirectory(data);
            await Console.Error.WriteLineAsync($"Making {options.Therapists} therapists…");
            await Population.MakeAsync(data, options.Database, options.Therapists, cancellationToken);
            Measure(data, Path.Combine(folder, "answers"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Measure(string data, string answers)
    {
        string[] database = options.Database is { } connection ? ["--database", connection] : [];
        string[] Host(string url) => [Program("Monolith.Host.dll"), "serve", "--urls", url, "--data", data, .. database];
        string[] Bare(string url) => [Program("Monolith.Benchmarks.dll"), "bare", url, answers];

        var (hostStart, host) = comparison.Start(Host, "/graphql");
        using (host)
        {
            var queries = Queries(host);
            BareEndpoint.Write(answers, [.. queries.Select(q => new LoadRun(host, "/graphql", q.Text, 1).Once())]);
            var (bareStart, bare) = comparison.Start(Bare, "/0");
            using (bare)
            {
                var rows = queries.Select((query, i) => comparison.Compare(query.Name, new(host, "/graphql", query.Text, options.Connections), new(bare, $"/{i}", query.Text, options.Connections), host, bare)).ToList();
                comparison.Print($"{(options.Database is null ? "SQLite" : "PostgreSQL")}, {options.Therapists} therapists", rows, (hostStart, bareStart), (host.Resident, bare.Resident));
            }
        }
    }

    private static List<(string Name, string Text)> Queries(ServedProcess host)
    {
        var page = JsonNode.Parse(new LoadRun(host, "/graphql", Page, 1).Once())!;
        var edges = page["data"]!["therapists"]!["edges"]!.AsArray();
        var id = (string)edges[edges.Count / 2]!["node"]!["id"]!;
        return
        [
            (Typename, Typename),
            ("one therapist by id, six scalars", $$"""{ therapist(id: "{{id}}") { id displayName bio label verified credentialState } }"""),
            ($"a page of {edges.Count} therapists with specialisations", Page),
        ];
    }

    private static string Program(string name) => Path.Combine(AppContext.BaseDirectory, name);
}
