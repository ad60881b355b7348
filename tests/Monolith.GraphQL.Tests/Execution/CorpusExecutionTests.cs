using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Tests.Corpus;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

/// <summary>The reference implementation's execution tests with default resolvers, as recorded beside the repository.</summary>
public sealed class CorpusExecutionTests
{
    private static readonly IServiceProvider NoServices = new ServiceCollection().BuildServiceProvider();

    [Fact]
    public async Task Recorded_executions_give_the_same_data_and_errors_at_the_same_places()
    {
        using var corpus = CorpusFile.Read("execution.json");
        var differences = new List<string>();
        var count = 0;
        foreach (var record in corpus.RootElement.EnumerateArray())
        {
            count++;
            var expected = JsonNode.Parse(record.GetProperty("result").GetRawText())!;
            var actual = await Execute(record);
            if (!Same(expected, actual))
            {
                differences.Add($"{record.GetProperty("name").GetString()}\nexpected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
            }
        }

        Assert.True(count >= 58);
        CorpusFile.AssertNoDifferences(differences);
    }

    private static async Task<JsonNode> Execute(JsonElement record)
    {
        var document = Utf8GraphQLParser.Parse(record.Text("schema")!, ParserOptions.Trusted);
        var executor = new RequestExecutor(SdlSchema.ToBuilder(document).BuildUnchecked(out _), new RequestExecutorOptions { SkipsValidation = true, Parser = ParserOptions.Trusted });
        var root = record.TryGetProperty("rootValue", out var value) ? AnyScalar.FromJson(value) : null;
        var variables = record.TryGetProperty("variables", out var given) ? JsonNode.Parse(given.GetRawText()) : null;
        return await SampleServer.Ask(executor, NoServices, record.Text("document")!, variables, record.Text("operationName"), root);
    }

    /// <summary>Data with the order of its keys; of errors the paths. Messages and codes are ours.</summary>
    private static bool Same(JsonNode expected, JsonNode actual) =>
        expected.AsObject().ContainsKey("data") == actual.AsObject().ContainsKey("data")
        && Text(expected["data"]) == Text(actual["data"])
        && (expected["errors"] is null) == (actual["errors"] is null)
        && Paths(expected).SequenceEqual(Paths(actual));

    private static IEnumerable<string> Paths(JsonNode answer) => (answer["errors"]?.AsArray() ?? []).Where(e => e!["path"] is not null).Select(e => Text(e!["path"])).Order(StringComparer.Ordinal);

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "null";
}
