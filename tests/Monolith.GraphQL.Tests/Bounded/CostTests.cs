using System.Text;
using System.Text.Json.Nodes;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Bounded;

public sealed class CostTests
{
    private readonly SampleServer _server = new(new RequestExecutorOptions { Cost = new CostOptions { Report = CostReport.Always } });

    [Theory]
    [InlineData("{ __typename }", 0)]
    [InlineData("{ __schema { types { name } } }", 0)]
    [InlineData("{ authors { name } }", 1 + 10)]
    [InlineData("{ authors { books { title } } }", 1 + (10 * (1 + 1 + 10)))]
    [InlineData("{ books(first: 5) { nodes { title } } }", 1 + 5)]
    [InlineData("{ books(first: 5) { edges { cursor node { author { name } } } pageInfo { hasNextPage } } }", 1 + (5 * (1 + 1 + 1)))]
    [InlineData("{ books(last: 3) { nodes { title } edges { node { title } } } }", 1 + 3 + 3)]
    [InlineData("{ a: books(first: 5) { nodes { title } } b: books(first: 5) { nodes { title } } }", 12)]
    [InlineData("{ books(first: 5) { nodes { title } } ...F } fragment F on Query { books(first: 5) { nodes { genre } } }", 6)]
    [InlineData("{ nodes(ids: [\"a\", \"b\", \"c\"]) { id } }", 1 + 3)]
    [InlineData("{ node(id: \"x\") { id ... on Author { books { title } } ... on Book { title } } }", 1 + 1 + 1 + 10)]
    [InlineData("mutation { addBook(input: { title: \"t\", genre: NOVEL, authorId: \"QXV0aG9yOjAwMDAwMDAxLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMQ\" }) { title } }", 10 + 1)]
    [InlineData("{ authors @skip(if: true) { name } __typename }", 0)]
    public async Task The_cost_is_what_the_fields_and_the_sizes_of_their_lists_say(string document, int expected) =>
        Assert.Equal(expected, await CostOf(document));

    [Theory]
    [InlineData("null", 10)]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    public async Task A_variable_gives_the_size_of_each_request(string size, int expected)
    {
        const string Document = "query($n: Int, $m: Int) { books(first: $n, last: $m) { nodes { title } } }";
        await CostOf(Document, """{"n":3}""");

        Assert.Equal(1 + expected, await CostOf(Document, $$"""{"n":{{size}}}"""));
        Assert.Equal(1 + 9, await CostOf(Document, """{"n":3,"m":9}"""));
    }

    [Fact]
    public async Task A_variable_that_is_left_out_counts_with_its_default() =>
        Assert.Equal(1 + 4, await CostOf("query($n: Int = 4) { books(first: $n) { nodes { title } } }"));

    [Theory]
    [InlineData("{ books(first: 2000) { nodes { title } } }")]
    [InlineData("{ books(first: 99999999999999) { nodes { title } } }")]
    [InlineData("{ authors { books { author { books { author { books { title } } } } } } }")]
    public async Task What_costs_too_much_is_refused_before_a_resolver_runs(string document)
    {
        var answer = await _server.Ask(document);

        Assert.Null(answer["data"]);
        Assert.Empty(_server.Shelves.Batches);
        if (!document.Contains("99999999", StringComparison.Ordinal))
        {
            Assert.Equal("COST_EXCEEDED", (string?)answer["errors"]![0]!["extensions"]!["code"]);
            Assert.True((long)answer["errors"]![0]!["extensions"]!["cost"]! > 2000);
            Assert.Contains("limit of 2000", (string?)answer["errors"]![0]!["message"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Exactly_the_limit_is_served_and_one_more_is_not()
    {
        var options = new RequestExecutorOptions { Cost = new CostOptions { MaxCost = 11 } };
        var server = new SampleServer(options);

        Assert.NotNull((await server.Ask("{ books(first: 10) { nodes { title } } }"))["data"]);
        Assert.Equal("COST_EXCEEDED", (string?)(await server.Ask("{ books(first: 11) { nodes { title } } }"))["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task Without_a_wish_the_answer_says_nothing_of_its_cost()
    {
        var server = new SampleServer();
        var request = new GraphQLRequest { Query = "{ books(first: 2) { nodes { title } } }"u8.ToArray() };

        Assert.Null((await server.Ask(request))["extensions"]);
        Assert.Equal("""{"spent":3,"limit":2000,"remaining":1997}""", (await server.Ask(request, c => c.ReportsCost = true))["extensions"]!["cost"]!.ToJsonString());
    }

    [Fact]
    public async Task Weights_and_sizes_are_declared_at_methods_types_and_parameters()
    {
        var builder = new SchemaBuilder().AddTypeExtension(typeof(Weighed)).AddCostDirectives();
        var executor = new RequestExecutor(builder.Build(), new RequestExecutorOptions { Cost = new CostOptions { Report = CostReport.Always } });

        Assert.Equal(5 + (20 * 3), await CostOf(executor, "{ heavy { name } }"));
        Assert.Equal(5 + 7 + (20 * 3), await CostOf(executor, "{ heavy(deep: true) { name } }"));
        Assert.Equal(4 * 3, await CostOf(executor, "{ some(ids: [1, 2, 3, 4]) { name } }"));
        Assert.Equal("INVALID_PAGE", (string?)(await Ask(executor, "{ some { name } }"))["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal(
            "heavy(deep: Boolean @cost(weight: \"7\")): [Stone!]! @cost(weight: \"5\") @listSize(assumedSize: 20)",
            SchemaPrinter.Print(executor.Schema).Split('\n').Select(line => line.Trim()).First(line => line.StartsWith("heavy", StringComparison.Ordinal)));
        Assert.Contains("type Stone @cost(weight: \"3\") {", SchemaPrinter.Print(executor.Schema), StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_schema_is_read_again_with_its_costs()
    {
        var printed = SchemaPrinter.Print(SampleServer.BuildSchema());

        Assert.Contains("books(first: Int, after: String, last: Int, before: String)".Split('(')[0], printed, StringComparison.Ordinal);
        Assert.Contains("): BookConnection @listSize(slicingArguments: [\"first\", \"last\"], sizedFields: [\"edges\", \"nodes\"], requireOneSlicingArgument: false)", printed.Replace("!", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(SdlValidator.Validate(Utf8GraphQLParser.Parse(Encoding.UTF8.GetBytes(printed), ParserOptions.Trusted)));
    }

    [Fact]
    public async Task Asking_an_operation_for_its_cost_again_allocates_nothing()
    {
        await CostOf("query($n: Int) { books(first: $n) { nodes { author { name } } } }", """{"n":3}""");
        var schema = SampleServer.BuildSchema();
        var document = Utf8GraphQLParser.Parse("query($n: Int) { books(first: $n) { nodes { author { name } } } }"u8.ToArray());
        var operation = new PreparedDocument(schema, document).Choose(null, out _)!;
        var variables = new VariableValues(operation.Variables, [7]);
        var cost = operation.PlanFor(variables, 5000).Cost(new CostOptions());
        cost.Of(variables);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var total = 0L;
        for (var i = 0; i < 1000; i++)
        {
            total += cost.Of(variables);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000 * (1 + (7 * 3)), total);
    }

    private static async Task<JsonNode> Ask(RequestExecutor executor, string document) =>
        await SampleServer.Ask(executor, new SampleServer().Services, document);

    private static async Task<long> CostOf(RequestExecutor executor, string document) => (long)(await Ask(executor, document))["extensions"]!["cost"]!["spent"]!;

    private async Task<long> CostOf(string document, string? variables = null)
    {
        var answer = await _server.Ask(document, variables is null ? null : JsonNode.Parse(variables));
        return (long)(answer["extensions"]?["cost"]?["spent"] ?? throw new InvalidOperationException(answer.ToJsonString()));
    }

    /// <summary>A stone.</summary>
    [Cost(3)]
    public sealed record Stone(string Name);

    [QueryType]
    public static class Weighed
    {
        [Cost(5), ListSize(AssumedSize = 20)]
        public static IReadOnlyList<Stone> Heavy([Cost(7)] bool? deep = null) => [new($"{deep}")];

        [ListSize(SlicingArguments = ["ids"])]
        public static IReadOnlyList<Stone> Some(IReadOnlyList<int>? ids = null) => [new($"{ids?.Count}")];
    }
}
