using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

/// <summary>Fields that wait are written later and put where they belong; a null goes exactly as far as the types say.</summary>
public sealed class HoleTests
{
    private readonly List<string> _calls = [];
    private readonly RequestExecutor _executor;

    public HoleTests()
    {
        var builder = new SchemaBuilder();
        var row = builder.Object("Row");
        row.Fields.Add(new OutputField("id", "Int!") { Direct = Number });
        row.Fields.Add(new OutputField("after", "String") { Pure = _ => "after" });
        Batch(row, "twice", "Int", id => id * 2);
        Batch(row, "maybe", "Int", id => id == 2 ? null : id);
        Batch(row, "must", "Int!", id => id == 2 ? null : id);
        Batch(row, "child", "Row", id => id + 10);
        Batch(row, "children", "[Row!]", id => new object[] { id + 10, id + 20 });
        row.Fields.Add(new OutputField("broken", "Int") { ResolveBatch = _ => throw new GraphQLException("No such thing.", "BROKEN") });
        row.Fields.Add(new OutputField("short", "Int") { ResolveBatch = batch => new([.. batch.Parents.Skip(1)]) });
        row.Fields.Add(new OutputField("gone", "Int!") { Pure = _ => null });
        row.Fields.Add(new OutputField("none", "Int") { Direct = (_, _) => { } });
        row.Fields.Add(new OutputField("noneAtAll", "Int!") { Direct = (_, _) => { } });
        var query = builder.Object("Query");
        List(query, "rows", "[Row!]", _ => new(new object[] { 1, 2, 3 }));
        List(query, "loose", "[Row]!", _ => new(new object[] { 1, 2, 3 }));
        List(query, "one", "Row", _ => new((object)2));
        List(query, "cursor", "[Row!]!", c => new(Cursor(c.RequestAborted)));
        row.Fields["twice"]!.Keep = Kept;
        _executor = new RequestExecutor(builder.Build());
    }

    [Theory]
    [InlineData("{ rows { id twice after } }", """{"rows":[{"id":1,"twice":2,"after":"after"},{"id":2,"twice":4,"after":"after"},{"id":3,"twice":6,"after":"after"}]}""")]
    [InlineData("{ rows { maybe id } }", """{"rows":[{"maybe":1,"id":1},{"maybe":null,"id":2},{"maybe":3,"id":3}]}""")]
    [InlineData("{ rows { must id } }", """{"rows":null}""")]
    [InlineData("{ loose { id must after } }", """{"loose":[{"id":1,"must":1,"after":"after"},null,{"id":3,"must":3,"after":"after"}]}""")]
    [InlineData("{ one { id child { must } after } again: one { must } rows { id } }", """{"one":{"id":2,"child":{"must":12},"after":"after"},"again":null,"rows":[{"id":1},{"id":2},{"id":3}]}""")]
    [InlineData("{ rows { children { id child { twice } } after } }", """{"rows":[{"children":[{"id":11,"child":{"twice":42}},{"id":21,"child":{"twice":62}}],"after":"after"},{"children":[{"id":12,"child":{"twice":44}},{"id":22,"child":{"twice":64}}],"after":"after"},{"children":[{"id":13,"child":{"twice":46}},{"id":23,"child":{"twice":66}}],"after":"after"}]}""")]
    [InlineData("{ loose { twice gone } }", """{"loose":[null,null,null]}""")]
    [InlineData("{ one { none id } other: one { id noneAtAll } }", """{"one":{"none":null,"id":2},"other":null}""")]
    public async Task Each_value_stands_where_it_belongs(string document, string data) =>
        Assert.Equal(data, (await Ask(document))["data"]!.ToJsonString());

    [Fact]
    public async Task A_level_is_one_call_however_deep_the_lists_are()
    {
        await Ask("{ rows { children { child { twice } } } other: rows { children { id } } }");

        Assert.Equal(["children(3)", "children(3)", "child(6)", "twice(6)"], _calls);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_asked_for()
    {
        await Ask("{ loose { twice gone } }");

        Assert.Empty(_calls);
    }

    [Fact]
    public async Task A_level_that_fails_is_an_error_for_each_parent_and_a_wrong_number_of_values_is_a_fault()
    {
        var broken = (await Ask("{ rows { id broken } }"))["errors"]!.AsArray();
        var wrong = (await Ask("{ rows { id short } }"))["errors"]!.AsArray();

        Assert.Equal(["""["rows",0,"broken"]""", """["rows",1,"broken"]""", """["rows",2,"broken"]"""], broken.Select(e => e!["path"]!.ToJsonString()));
        Assert.All(broken, e => Assert.Equal("BROKEN", (string?)e!["extensions"]!["code"]));
        Assert.All(wrong, e => Assert.Equal("INTERNAL", (string?)e!["extensions"]!["code"]));
        Assert.Equal(3, wrong.Count);
    }

    [Fact]
    public async Task Rows_that_are_valid_one_at_a_time_are_written_as_they_come_and_fields_that_wait_keep_what_they_need()
    {
        var answer = await Ask("{ cursor { id twice } }");

        Assert.Equal("""{"cursor":[{"id":1,"twice":2},{"id":2,"twice":4},{"id":3,"twice":6}]}""", answer["data"]!.ToJsonString());
    }

    [Fact]
    public async Task Paths_of_errors_lead_through_lists_and_levels()
    {
        var answer = await Ask("{ rows { children { child { noneAtAll } } } }");

        Assert.Equal("""["rows",0,"children",0,"child","noneAtAll"]""", answer["errors"]![0]!["path"]!.ToJsonString());
        Assert.Equal(6, answer["errors"]!.AsArray().Count);
    }

    private Task<JsonNode> Ask(string document) =>
        SampleServer.Ask(_executor, new ServiceCollection().BuildServiceProvider(), document);

    private void Batch(ObjectType type, string name, string answer, Func<int, object?> of) => type.Fields.Add(new OutputField(name, answer)
    {
        ResolveBatch = async batch =>
        {
            await Task.Yield();
            _calls.Add($"{name}({batch.Parents.Count})");
            return [.. batch.Parents.Select(p => of(p is Moving row ? row.Id : (int)p))];
        },
    });

    private static void List(ObjectType type, string name, string answer, Func<ResolverContext, ValueTask<object?>> resolve) =>
        type.Fields.Add(new OutputField(name, answer) { Resolve = resolve });

    private static void Number(object parent, ResultWriter writer) => writer.WriteNumber(parent is Moving row ? row.Id : (int)parent);

    private static object Kept(object parent) => parent is Moving row ? row.Id : parent;

    private static async IAsyncEnumerable<object> Cursor([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = new Moving();
        for (row.Id = 1; row.Id <= 3; row.Id++)
        {
            await Task.Delay(1, cancellationToken);
            yield return row;
        }

        row.Id = -1;
    }

    private sealed class Moving
    {
        public int Id { get; set; }
    }
}
