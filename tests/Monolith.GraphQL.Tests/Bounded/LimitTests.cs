using System.Text;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Language;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Bounded;

public sealed class LimitTests
{
    [Fact]
    public async Task Every_limit_is_told_by_the_limits_field()
    {
        var server = new SampleServer(new RequestExecutorOptions
        {
            Validation = new ValidationOptions { MaxDepth = 7, MaxAliases = int.MaxValue },
            Cost = new CostOptions { MaxCost = 123 },
            Timeout = TimeSpan.FromSeconds(3),
        });

        var fields = string.Join(' ', ServerLimits.All.Select(l => l.Name));
        var limits = (await server.Ask($"{{ limits {{ {fields} }} }}"))["data"]!["limits"]!;

        Assert.Equal(7, (int)limits["depth"]!);
        Assert.Null(limits["aliases"]);
        Assert.Equal(123, (int)limits["cost"]!);
        Assert.Equal(3000, (int)limits["executionMilliseconds"]!);
        Assert.Equal(4000, (int)limits["tokens"]!);
        Assert.Equal(100, (int)limits["pageSize"]!);
        Assert.Null(limits["windowPoints"]);
        Assert.Equal(ServerLimits.All.Count, limits.AsObject().Count);
    }

    [Theory]
    [InlineData("operations", 50, "TOO_MANY_OPERATIONS")]
    [InlineData("fragments", 200, "TOO_MANY_FRAGMENTS")]
    [InlineData("variables", 100, "TOO_MANY_VARIABLES")]
    [InlineData("items", 1000, "LIST_TOO_LONG")]
    public async Task One_more_than_the_limit_is_refused_with_its_code(string kind, int limit, string code)
    {
        var server = new SampleServer();

        Assert.DoesNotContain(code, (await Ask(server, kind, limit)), StringComparison.Ordinal);
        Assert.Contains(code, (await Ask(server, kind, limit + 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_in_a_variable_has_a_limit_too()
    {
        var server = new SampleServer(new RequestExecutorOptions { MaxListItems = 3 });
        const string Document = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";

        Assert.NotNull((await server.Ask(Document, new { ids = new[] { "a", "b", "c" } }))["data"]);
        var refused = await server.Ask(Document, new { ids = new[] { "a", "b", "c", "d" } });
        Assert.Equal("INVALID_VARIABLE", (string?)refused["errors"]![0]!["extensions"]!["code"]);
        Assert.Contains("limit of 3 items", (string?)refused["errors"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_variable_has_one_error_and_there_are_not_more_errors_than_the_limit()
    {
        var server = new SampleServer(new RequestExecutorOptions { MaxErrors = 3 });
        var two = await server.Ask("query($a: [Int!]!, $b: Int!) { x: authors @include(if: true) { name } }".Replace("$a: [Int!]!, $b: Int!", "$a: [ID!]!, $b: ID!", StringComparison.Ordinal)
            .Replace("x: authors @include(if: true) { name }", "x: nodes(ids: $a) { id } y: node(id: $b) { id }", StringComparison.Ordinal), new { a = new object?[] { null, true, 1.5 } });
        var many = await server.Ask($"query({string.Join(' ', Enumerable.Range(0, 9).Select(i => $"$a{i}: ID!"))}) {{ {string.Join(' ', Enumerable.Range(0, 9).Select(i => $"n{i}: node(id: $a{i}) {{ id }}"))} }}");

        Assert.Equal(2, two["errors"]!.AsArray().Count);
        Assert.Equal(3, many["errors"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(57)]
    public async Task An_answer_over_the_limit_is_given_up_and_says_nothing_but_that(int books)
    {
        var server = new SampleServer(new RequestExecutorOptions { MaxResponseBytes = 2000 });

        var answer = await server.Ask($"{{ books(first: {books}) {{ nodes {{ id title }} }} }}");
        var small = await server.Ask("{ books(first: 5) { nodes { id title } } }");

        Assert.Equal("""{"data":null,"errors":[{"message":"The answer is over the limit of 2000 bytes.","extensions":{"code":"RESPONSE_TOO_LARGE"}}]}""", answer.ToJsonString());
        Assert.Equal(5, small["data"]!["books"]!["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task Who_may_not_introspect_is_not_helped_with_names_either()
    {
        var allowed = false;
        var server = new SampleServer(new RequestExecutorOptions { AllowIntrospection = _ => allowed });

        Assert.DoesNotContain("Did you mean", (await server.Ask("{ authorz { name } }")).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("INTROSPECTION_OFF", (string?)(await server.Ask("{ __schema { queryType { name } } }"))["errors"]![0]!["extensions"]!["code"]);
        Assert.Equal("Query", (string?)(await server.Ask("{ __typename }"))["data"]!["__typename"]);
        allowed = true;
        Assert.Contains("Did you mean", (await server.Ask("{ authorz { name } }")).ToJsonString(), StringComparison.Ordinal);
        Assert.NotNull((await server.Ask("{ __schema { queryType { name } } }"))["data"]);
    }

    [Fact]
    public void The_documents_that_are_kept_ready_are_bounded_by_their_text()
    {
        var cache = new DocumentCache(1000, 100);
        var document = new PreparedDocument(SampleServer.BuildSchema(), Utf8GraphQLParser.Parse("{ __typename }"u8.ToArray()));
        byte[][] texts = [.. Enumerable.Range(0, 4).Select(i => Enumerable.Repeat((byte)i, 40).ToArray())];
        foreach (var text in texts)
        {
            cache.Add(DocumentCache.KeyOf(text), document, text);
        }

        Assert.Equal([false, false, true, true], texts.Select(t => cache.Find(DocumentCache.KeyOf(t)) is not null));
        Assert.Equal([false, false, true, true], texts.Select(t => cache.Find(t.AsSpan()) is not null));
    }

    private static async Task<string> Ask(SampleServer server, string kind, int count)
    {
        var numbers = Enumerable.Range(0, count);
        var document = kind switch
        {
            "operations" => string.Join(' ', numbers.Select(i => $"query Q{i} {{ __typename }}")),
            "fragments" => $"{{ {string.Join(' ', numbers.Select(i => $"...F{i}"))} }} {string.Join(' ', numbers.Select(i => $"fragment F{i} on Query {{ __typename }}"))}",
            "variables" => $"query({string.Join(' ', numbers.Select(i => $"$v{i}: Boolean = true"))}) {{ __typename {string.Join(' ', numbers.Select(i => $"... @include(if: $v{i}) {{ __typename }}"))} }}",
            _ => $"{{ nodes(ids: [{string.Join(' ', numbers.Select(_ => "\"x\""))}]) {{ id }} }}",
        };
        return (await server.Ask(new GraphQLRequest { Query = Encoding.UTF8.GetBytes(document), OperationName = kind == "operations" ? "Q0" : null })).ToJsonString();
    }
}
