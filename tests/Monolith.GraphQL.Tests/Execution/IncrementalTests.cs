using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

public sealed partial class IncrementalTests
{
    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();
    private readonly List<string> _log = [];

    [Fact]
    public async Task A_deferred_fragment_comes_after_the_rest() => Assert.Equal(
        [
            """{"data":{"hero":{"name":"Luke"}},"pending":[{"id":"0","path":["hero"],"label":"later"}],"hasNext":true}""",
            """{"incremental":[{"id":"0","data":{"home":"Tatooine"}}],"completed":[{"id":"0"}],"hasNext":false}""",
        ],
        await Ask("""{ hero { name ... @defer(label: "later") { home } } }"""));

    [Theory]
    [InlineData("{ hero { name ... @defer(if: false) { home } } }")]
    [InlineData("query ($d: Boolean! = false) { hero { name ... @defer(if: $d) { home } } }")]
    [InlineData("{ hero { name home ... @defer { home } } }")]
    [InlineData("{ hero { ...F ...F @defer } } fragment F on Hero { name home }")]
    public async Task What_is_not_deferred_or_selected_beside_comes_at_once(string document) =>
        Assert.Equal(["""{"data":{"hero":{"name":"Luke","home":"Tatooine"}}}"""], await Ask(document));

    [Fact]
    public async Task Callers_who_take_one_result_get_one() =>
        Assert.Equal(["""{"data":{"hero":{"name":"Luke","home":"Tatooine","friends":[{"name":"Han"},{"name":"Leia"},{"name":"C3PO"}]}}}"""],
            await Ask("{ hero { name ... @defer { home } friends @stream { name } } }", accepts: false));

    [Fact]
    public async Task What_two_fragments_share_comes_once_and_each_is_told_of() => Assert.Equal(
        [
            """{"data":{"hero":{}},"pending":[{"id":"0","path":[],"label":"a"},{"id":"1","path":["hero"],"label":"b"}],"hasNext":true}""",
            """{"incremental":[{"id":"1","data":{"name":"Luke"}},{"id":"0","subPath":["hero"],"data":{"home":"Tatooine"}}],"completed":[{"id":"0"}],"hasNext":true}""",
            """{"incremental":[{"id":"1","data":{"friends":[{"name":"Han"},{"name":"Leia"},{"name":"C3PO"}]}}],"completed":[{"id":"1"}],"hasNext":false}""",
        ],
        await Ask("""{ ... @defer(label: "a") { hero { name home } } hero { ... @defer(label: "b") { name friends { name } } } }"""));

    [Fact]
    public async Task A_fragment_inside_a_fragment_is_told_of_when_the_outer_one_is_there() => Assert.Equal(
        [
            """{"data":{},"pending":[{"id":"0","path":[]}],"hasNext":true}""",
            """{"pending":[{"id":"1","path":["hero"]}],"incremental":[{"id":"0","data":{"hero":{"name":"Luke"}}}],"completed":[{"id":"0"}],"hasNext":true}""",
            """{"incremental":[{"id":"1","data":{"home":"Tatooine"}}],"completed":[{"id":"1"}],"hasNext":false}""",
        ],
        await Ask("{ ... @defer { hero { name ... @defer { home } } } }"));

    [Fact]
    public async Task A_null_that_leaves_a_fragment_fails_the_fragment_alone()
    {
        var results = await Ask("{ hero { name ... @defer { broken home } } }");

        Assert.Equal("""{"data":{"hero":{"name":"Luke"}},"pending":[{"id":"0","path":["hero"]}],"hasNext":true}""", results[0]);
        Assert.StartsWith("""{"completed":[{"id":"0","errors":[{"message":"Not this.","locations":[{"line":1,"column":28}],"path":["hero","broken"],""", results[1], StringComparison.Ordinal);
        Assert.EndsWith("\"hasNext\":false}", results[1], StringComparison.Ordinal);
        Assert.Equal(2, results.Count);
    }

    [Fact]
    public async Task An_error_in_a_fragment_is_in_its_result()
    {
        var results = await Ask("{ hero { ... @defer { name fails } } }");

        Assert.StartsWith("""{"incremental":[{"id":"0","data":{"name":"Luke","fails":null},"errors":[{"message":"Not this.",""", results[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_promised_at_a_place_that_is_null_in_the_end()
    {
        var results = await Ask("{ hero { broken ... @defer { home } friends @stream { name } } }");

        Assert.StartsWith("""{"data":{"hero":null},"errors":""", Assert.Single(results), StringComparison.Ordinal);
        Assert.DoesNotContain("pending", results[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_of_all_items_of_a_list_are_resolved_together()
    {
        var results = await Ask("{ hero { friends { ... @defer { loaded } } } }");

        Assert.Equal(["Han,Leia,C3PO"], _log);
        Assert.Equal("""{"data":{"hero":{"friends":[{},{},{}]}},"pending":[{"id":"0","path":["hero","friends",0]},{"id":"1","path":["hero","friends",1]},{"id":"2","path":["hero","friends",2]}],"hasNext":true}""", results[0]);
        Assert.Equal("""{"incremental":[{"id":"0","data":{"loaded":"HAN"}},{"id":"1","data":{"loaded":"LEIA"}},{"id":"2","data":{"loaded":"C3PO"}}],"completed":[{"id":"0"},{"id":"1"},{"id":"2"}],"hasNext":false}""", results[1]);
    }

    [Fact]
    public async Task A_streamed_list_begins_with_as_many_items_as_were_asked_for() => Assert.Equal(
        [
            """{"data":{"hero":{"friends":[{"name":"Han"}]}},"pending":[{"id":"0","path":["hero","friends"],"label":"f"}],"hasNext":true}""",
            """{"incremental":[{"id":"0","items":[{"name":"Leia"},{"name":"C3PO"}]}],"completed":[{"id":"0"}],"hasNext":false}""",
        ],
        await Ask("""query ($n: Int! = 1) { hero { friends @stream(initialCount: $n, label: "f") { name } } }"""));

    [Theory]
    [InlineData("{ hero { friends @stream(initialCount: 3) { name } } }")]
    [InlineData("{ hero { friends @stream(if: false) { name } } }")]
    public async Task A_list_without_a_rest_is_not_streamed(string document) =>
        Assert.Equal(["""{"data":{"hero":{"friends":[{"name":"Han"},{"name":"Leia"},{"name":"C3PO"}]}}}"""], await Ask(document));

    [Fact]
    public async Task Items_that_come_one_after_the_other_are_sent_as_they_come()
    {
        var results = await Ask("{ numbers(to: 3) @stream(initialCount: 1) }");

        Assert.Equal("""{"data":{"numbers":[1]},"pending":[{"id":"0","path":["numbers"]}],"hasNext":true}""", results[0]);
        Assert.Equal(["[2]", "[3]"], results.Skip(1).Where(r => r.Contains("items", StringComparison.Ordinal)).Select(r => r[(r.IndexOf("items", StringComparison.Ordinal) + 7)..r.IndexOf('}', StringComparison.Ordinal)]));
        Assert.EndsWith("""completed":[{"id":"0"}],"hasNext":false}""", results[^1], StringComparison.Ordinal);
        Assert.Equal(["ended"], _log);
    }

    [Fact]
    public async Task A_source_that_throws_ends_its_stream_with_the_error()
    {
        var results = await Ask("{ numbers(to: 2, breaks: true) @stream }");

        Assert.Contains("""completed":[{"id":"0","errors":[{"message":"Unexpected fault.","locations":[{"line":1,"column":3}],"path":["numbers"]""", results[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_negative_count_is_an_error_of_the_field()
    {
        var results = await Ask("{ hero { friends @stream(initialCount: -1) { name } } }");

        Assert.Contains("\"code\":\"INVALID_ARGUMENT\"", Assert.Single(results), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_stops_ends_the_source()
    {
        await foreach (var text in Read("{ numbers(to: 1000) @stream(initialCount: 1) }"))
        {
            Assert.NotEmpty(text);
            break;
        }

        Assert.Equal(["ended"], _log);
    }

    [Fact]
    public async Task What_takes_too_long_is_given_up_and_told()
    {
        var results = await Ask("{ hero { name ... @defer { slow } } }", options: new RequestExecutorOptions { Timeout = TimeSpan.FromMilliseconds(50) });

        Assert.Contains("TIMEOUT", results[1], StringComparison.Ordinal);
        Assert.StartsWith("""{"completed":[{"id":"0","errors":""", results[1], StringComparison.Ordinal);
        Assert.EndsWith("\"hasNext\":false}", results[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_of_bytes_counts_all_results()
    {
        var results = await Ask("{ hero { name ... @defer { home } } }", options: new RequestExecutorOptions { MaxResponseBytes = 40 });

        Assert.Contains("RESPONSE_TOO_LARGE", results[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deferring_costs_what_the_fields_cost()
    {
        var costs = new List<long>();
        foreach (var document in (string[])["{ hero { friends { loaded } } }", "{ hero { friends { ... @defer { loaded } } } }"])
        {
            var context = Executor(null).CreateContext(Services, "r");
            context.ReportsCost = true;
            using var result = await Executor(null).ExecuteAsync(Request(document, true), context, TestContext.Current.CancellationToken);
            costs.Add(context.Cost);
        }

        Assert.True(costs[0] > 10);
        Assert.Equal(costs[0], costs[1]);
    }

    [Fact]
    public async Task Without_the_switch_the_schema_does_not_know_the_directives()
    {
        var executor = new RequestExecutor(new SchemaBuilder().AddType(new ObjectType("Query") { Fields = { new OutputField("a", "Int") } }).Build());

        using var result = await executor.ExecuteAsync(Request("{ ... @defer { a } }", true), executor.CreateContext(Services, "r"), TestContext.Current.CancellationToken);

        Assert.Equal(ResultKind.Refused, result.Kind);
    }
}
