using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Tests.Sample;

namespace Monolith.GraphQL.Tests.Relay;

public sealed class RelayTests
{
    private readonly SampleServer _server = new();

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("Qm9vaw")]
    [InlineData("Qm9vazo")]
    [InlineData("Om9vaw==")]
    [InlineData("QjpB ")]
    [InlineData("QjpB\n")]
    [InlineData("QjpC==")]
    [InlineData("QjpD=")]
    [InlineData("_zp4")]
    [InlineData("QjpBx")]
    public void What_encode_did_not_make_is_no_global_id(string id) => Assert.Null(NodeIdCodec.Decode(id));

    [Fact]
    public void A_global_id_gives_back_type_and_key()
    {
        Assert.Equal(("Book", "a:b"), NodeIdCodec.Decode(NodeIdCodec.Encode("Book", "a:b")));
        Assert.Null(NodeIdCodec.Decode(NodeIdCodec.Encode("Book", new string('x', 600))));
    }

    [Fact]
    public async Task Nodes_keep_their_order_and_answer_null_for_what_is_not_there()
    {
        string[] ids =
        [
            NodeIdCodec.Encode("Author", Shelves.Key(1, 2)), "nonsense", NodeIdCodec.Encode("Book", Shelves.Key(2, 1)), NodeIdCodec.Encode("Book", Shelves.Key(2, 999)),
            NodeIdCodec.Encode("Query", "1"), NodeIdCodec.Encode("Author", Shelves.Key(1, 1)), NodeIdCodec.Encode("Book", "1"),
        ];

        var answer = await _server.Ask("query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on Author { name } ... on Book { title } } }", new { ids });

        Assert.Equal(
            """[{"__typename":"Author","name":"Author 2"},null,{"__typename":"Book","title":"Book 01"},null,null,{"__typename":"Author","name":"Author 1"},null]""",
            answer["data"]!["nodes"]!.ToJsonString());
        Assert.Null(answer["errors"]);
        Assert.Equal([2], _server.Shelves.Batches);
    }

    [Fact]
    public async Task The_id_of_an_object_that_is_not_there_is_not_answered_back()
    {
        var answer = await _server.Ask("query($id: ID!) { node(id: $id) { id } }", new { id = NodeIdCodec.Encode("Book", Shelves.Key(2, 999)) });

        Assert.Equal("""{"node":null}""", answer["data"]!.ToJsonString());
    }

    [Fact]
    public async Task More_than_100_nodes_are_refused()
    {
        var hundred = await _server.Ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("x", 100) });
        var more = await _server.Ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = Enumerable.Repeat("x", 101) });

        Assert.Null(hundred["errors"]);
        Assert.Equal("TOO_MANY_IDS", (string?)more["errors"]![0]!["extensions"]!["code"]);
    }

    [Theory]
    [InlineData("first: 101")]
    [InlineData("first: -1")]
    [InlineData("last: 101")]
    [InlineData("first: 1, last: 1")]
    [InlineData("after: \"x\"")]
    public async Task A_page_without_a_bound_is_refused(string arguments)
    {
        var answer = await _server.Ask($"{{ books({arguments}) {{ nodes {{ title }} }} }}");

        Assert.Equal("INVALID_PAGE", (string?)answer["errors"]![0]!["extensions"]!["code"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(57)]
    [InlineData(100)]
    public async Task Pages_of_every_size_forward_and_backward_are_the_same_list_with_the_same_cursors(int size)
    {
        var forward = await Walk("first", "after", "endCursor", "hasNextPage", size);
        var backward = await Walk("last", "before", "startCursor", "hasPreviousPage", size);
        var whole = await Walk("first", "after", "endCursor", "hasNextPage", 57);

        Assert.Equal(57, forward.Distinct().Count());
        Assert.Equal(whole, forward);
        Assert.Equal(whole.Order(), backward.Order());
    }

    [Fact]
    public void A_slice_tells_by_its_last_item_whether_there_is_more()
    {
        var forward = Connection<int>.FromSlice([1, 2, 3], PageArguments.Of(2, null, null, null), i => $"c{i}");
        var backward = Connection<int>.FromSlice([9, 8], PageArguments.Of(null, null, 2, "c10"), i => $"c{i}");

        Assert.Equal([1, 2], forward.Nodes);
        Assert.Equal(new PageInfo(true, false, "c1", "c2"), forward.PageInfo);
        Assert.Equal([8, 9], backward.Nodes);
        Assert.Equal(new PageInfo(true, false, "c8", "c9"), backward.PageInfo);
    }

    [Fact]
    public void A_cursor_gives_back_its_keys_and_nothing_else_does()
    {
        var cursor = Cursor.Encode("2026-01-01", "a\"b");

        Assert.Equal(["2026-01-01", "a\"b"], Cursor.Decode(cursor, 2)!);
        Assert.Null(Cursor.Decode(cursor, 1));
        Assert.Null(Cursor.Decode(cursor + "x", 2));
        Assert.Null(Cursor.Decode("not a cursor", 2));
        Assert.Equal("INVALID_CURSOR", Assert.Throws<GraphQLException>(() => Cursor.Require("", 2)).Error.Code);
    }

    [Fact]
    public void The_cursor_of_an_id_is_that_of_its_text()
    {
        var id = Guid.Parse("0198f0a2-77c1-7d3e-8f00-0123456789ab");

        Assert.Equal(Cursor.Encode(id.ToString()), IdCursor.Encode(id));
    }

    private async Task<List<string>> Walk(string size, string from, string cursor, string more, int count)
    {
        var all = new List<string>();
        string? at = null;
        while (true)
        {
            var answer = await _server.Ask(
                $"query($n: Int!, $at: String) {{ books({size}: $n, {from}: $at) {{ edges {{ cursor node {{ title }} }} pageInfo {{ {cursor} {more} }} }} }}", new { n = count, at });
            var page = answer["data"]!["books"]!;
            all.AddRange(page["edges"]!.AsArray().Select(e => $"{e!["node"]!["title"]} {e["cursor"]}"));
            if (!(bool)page["pageInfo"]![more]!)
            {
                return all;
            }

            at = (string?)page["pageInfo"]![cursor];
        }
    }
}
