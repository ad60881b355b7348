using System.Text.Json.Nodes;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Tests.Sample;

namespace Monolith.GraphQL.Tests.Execution;

public sealed class ExecutionTests
{
    private readonly SampleServer _server = new();

    [Fact]
    public async Task Keys_stand_in_the_order_of_their_first_selection()
    {
        var answer = await _server.Ask("query { book(key: { title: \"Book 01\" }) { pages ...F title x: genre } } fragment F on Book { title pages tags }");

        Assert.Equal("""{"data":{"book":{"pages":101,"title":"Book 01","tags":["t1","all"],"x":"NON_FICTION"}}}""", answer.ToJsonString());
    }

    [Fact]
    public async Task Loaders_fetch_a_level_at_once_and_a_key_once()
    {
        var answer = await _server.Ask("{ books(first: 30) { nodes { author { name books { author { name } } } } } }");

        Assert.Null(answer["errors"]);
        Assert.Equal(30, answer["data"]!["books"]!["nodes"]!.AsArray().Count);
        Assert.Equal([12, 12], _server.Shelves.Batches);
    }

    [Fact]
    public async Task Stubs_are_completed_in_one_batch_and_not_at_all_for_their_id()
    {
        var whole = await _server.Ask("{ books(first: 30) { nodes { writer { id name } } } }");

        Assert.Equal("Author 2", (string?)whole["data"]!["books"]!["nodes"]![0]!["writer"]!["name"]);
        Assert.Equal([12], _server.Shelves.Batches);
        _server.Shelves.Batches.Clear();

        var ids = await _server.Ask("{ books(first: 30) { nodes { writer { id __typename } } } }");

        Assert.Equal(NodeIdCodec.Encode("Author", Shelves.Key(1, 2)), (string?)ids["data"]!["books"]!["nodes"]![0]!["writer"]!["id"]);
        Assert.Empty(_server.Shelves.Batches);
    }

    [Fact]
    public async Task A_null_where_none_may_be_takes_its_nearest_nullable_parent_with_it()
    {
        _server.Shelves.Authors.Clear();

        var answer = await _server.Ask("{ book(key: { title: \"Book 01\" }) { title author { name } } __typename }");

        Assert.Equal("""{"book":null,"__typename":"Query"}""", answer["data"]!.ToJsonString());
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal("""["book","author"]""", error["path"]!.ToJsonString());
        Assert.Equal("""[{"line":1,"column":43}]""", error["locations"]!.ToJsonString());
    }

    [Fact]
    public async Task An_exception_tells_the_caller_a_request_id_and_nothing_else()
    {
        var answer = await _server.Ask("{ fails }");

        Assert.Null(answer["data"]);
        Assert.Contains("\"data\":null", answer.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(
            """{"message":"Unexpected fault.","locations":[{"line":1,"column":3}],"path":["fails"],"extensions":{"code":"INTERNAL","requestId":"request-1"}}""",
            answer["errors"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task A_meant_error_is_told_as_it_is()
    {
        var answer = await _server.Ask("{ refuses }");

        Assert.Equal("Not today.", (string?)answer["errors"]![0]!["message"]);
        Assert.Equal("CLOSED", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other()
    {
        var author = NodeIdCodec.Encode("Author", Shelves.Key(1, 3));

        var answer = await _server.Ask(
            $$"""mutation($a: ID!) { b: addBook(input: { title: "B", genre: NOVEL, authorId: $a, tag: null }) { title tags pages author { name } } a: addBook(input: { title: "A", genre: NOVEL, authorId: "{{author}}" }) { tags } }""",
            new { a = author });

        Assert.Equal(["begin B", "end B", "begin A", "end A"], _server.Shelves.Log);
        Assert.Equal("""{"b":{"title":"B","tags":["none"],"pages":100,"author":{"name":"Author 3"}},"a":{"tags":["new"]}}""", answer["data"]!.ToJsonString());
    }

    [Fact]
    public async Task An_id_of_another_type_is_refused()
    {
        var answer = await _server.Ask("mutation($a: ID!) { addBook(input: { title: \"B\", genre: NOVEL, authorId: $a }) { title } }", new { a = NodeIdCodec.Encode("Book", Shelves.Key(1, 3)) });

        Assert.Equal("INVALID_ID", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.Empty(_server.Shelves.Log);
    }

    [Fact]
    public async Task Union_members_are_told_apart()
    {
        var answer = await _server.Ask("{ search(text: \"abc\") { __typename ... on FoundShelf { genre count } ... on FoundNote { text } } }");

        Assert.Equal(
            """[{"__typename":"FoundShelf","genre":"NON_FICTION","count":3},{"__typename":"FoundNote","text":"abc"}]""",
            answer["data"]!["search"]!.ToJsonString());
    }

    [Theory]
    [InlineData(true, true, """{"a":"Book","c":"Book "}""")]
    [InlineData(true, false, """{"a":"Book"}""")]
    [InlineData(false, true, """{"c":"Book ","a":"Book"}""")]
    [InlineData(false, false, "{}")]
    public async Task Skip_and_include_choose_by_variables(bool first, bool second, string expected)
    {
        var answer = await _server.Ask(
            "query($f: Boolean!, $s: Boolean!) { book(key: { title: \"Book 01\" }) { a: shortTitle @include(if: $f) ... @include(if: $s) { c: shortTitle(length: 5) a: shortTitle } } }",
            new { f = first, s = second });

        Assert.Equal(expected, answer["data"]!["book"]!.ToJsonString());
    }

    [Theory]
    [InlineData("""{"i":"x"}""")]
    [InlineData("""{"i":1.5}""")]
    [InlineData("""{"i":2147483648}""")]
    [InlineData("""{"i":null}""")]
    [InlineData("{}")]
    public async Task A_variable_that_does_not_fit_refuses_the_request(string variables)
    {
        var answer = await _server.Ask("query($i: Int!) { books(first: $i) { nodes { title } } }", JsonNode.Parse(variables));

        Assert.Equal("INVALID_VARIABLE", (string?)answer["errors"]![0]!["extensions"]!["code"]);
        Assert.False(answer.AsObject().ContainsKey("data"));
    }

    [Fact]
    public async Task An_integer_may_be_written_with_a_fraction_of_zero()
    {
        var answer = await _server.Ask("query($i: Int!) { books(first: $i) { nodes { title } } }", JsonNode.Parse("""{"i":1.0}"""));

        Assert.Equal("""[{"title":"Book 01"}]""", answer["data"]!["books"]!["nodes"]!.ToJsonString());
    }

    [Fact]
    public async Task What_takes_too_long_is_stopped()
    {
        var server = new SampleServer(new RequestExecutorOptions { Timeout = TimeSpan.FromMilliseconds(50) });

        var answer = await server.Ask("{ slow }");

        Assert.Equal("TIMEOUT", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }
}
