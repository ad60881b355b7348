using System.Text.Json.Nodes;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;
using Monolith.GraphQL.Tests.Bounded;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Relay;

public sealed class SealedCursorTests
{
    private readonly ManualClock _clock = new();
    private readonly RequestExecutor _executor;
    private string? _viewer = "anna";

    public SealedCursorTests()
    {
        var codec = new EncryptedCursors(() => new byte[32], _ => _viewer, TimeSpan.FromDays(2), _clock);
        _executor = new RequestExecutor(new SchemaBuilder().AddTypeExtension(typeof(Lists)).SealCursors(codec).Build());
    }

    [Fact]
    public async Task A_list_is_walked_by_cursors_that_show_nothing_and_do_not_depend_on_the_page()
    {
        var all = await Cursors("first: 6");
        var walked = new List<string>();
        string? after = null;
        for (var page = 0; page < 3; page++)
        {
            var two = await Cursors(after is null ? "first: 2" : $"first: 2, after: \"{after}\"");
            walked.AddRange(two);
            after = two[^1];
        }

        Assert.Equal(6, all.Distinct().Count());
        Assert.Equal(all, walked);
        Assert.All(all, cursor => Assert.Null(Cursor.Decode(cursor, 1)));
        Assert.Equal([all[4]], await Cursors($"last: 1, before: \"{all[5]}\""));
    }

    [Fact]
    public async Task The_ends_of_the_page_are_the_cursors_of_its_edges()
    {
        var page = (await Ask("first: 3, after: null"))["data"]!["numbers"]!;

        Assert.Equal((string?)page["edges"]![0]!["cursor"], (string?)page["pageInfo"]!["startCursor"]);
        Assert.Equal((string?)page["edges"]![2]!["cursor"], (string?)page["pageInfo"]!["endCursor"]);
    }

    [Fact]
    public async Task Another_caller_another_filter_and_another_list_refuse_the_cursor()
    {
        var cursor = (await Cursors("first: 1"))[0];

        Assert.NotNull((await Ask($"first: 1, after: \"{cursor}\""))["data"]!["numbers"]);
        AssertRefused(await Ask($"first: 1, odd: true, after: \"{cursor}\""), "after");
        AssertRefused(await Ask($"first: 1, words: [\"a\"], after: \"{cursor}\""), "after");
        AssertRefused(await Ask($"last: 1, before: \"{cursor}\"", "others"), "before");
        _viewer = "berta";
        AssertRefused(await Ask($"first: 1, after: \"{cursor}\""), "after");
        _viewer = null;
        AssertRefused(await Ask($"first: 1, after: \"{cursor}\""), "after");
    }

    [Fact]
    public async Task Filters_that_read_alike_are_told_apart()
    {
        var cursor = (await Cursors("first: 1, words: [\"a\", \"b\"]"))[0];

        Assert.NotNull((await Ask($"first: 1, words: [\"a\", \"b\"], after: \"{cursor}\""))["data"]!["numbers"]);
        AssertRefused(await Ask($"first: 1, words: [\"a;1:b\"], after: \"{cursor}\""), "after");
        AssertRefused(await Ask($"first: 1, words: [\"b\", \"a\"], after: \"{cursor}\""), "after");
    }

    [Fact]
    public async Task A_cursor_that_was_changed_anywhere_is_refused()
    {
        var cursor = (await Cursors("first: 1"))[0];

        for (var i = 0; i < cursor.Length; i++)
        {
            AssertRefused(await Ask($"first: 1, after: \"{cursor[..i]}{(cursor[i] == 'A' ? 'B' : 'A')}{cursor[(i + 1)..]}\""), "after");
        }

        foreach (var strange in new[] { "", "x", cursor[..^1], cursor + "AAAA", cursor + "=", Cursor.Encode("3"), new string('A', 5000), "é" })
        {
            AssertRefused(await Ask($"first: 1, after: \"{strange}\""), "after");
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_time()
    {
        var cursor = (await Cursors("first: 1"))[0];

        _clock.Go(TimeSpan.FromDays(1));
        Assert.NotNull((await Ask($"first: 1, after: \"{cursor}\""))["data"]!["numbers"]);
        _clock.Go(TimeSpan.FromDays(1));
        AssertRefused(await Ask($"first: 1, after: \"{cursor}\""), "after");
    }

    private static void AssertRefused(JsonNode answer, string argument)
    {
        Assert.Equal("INVALID_CURSOR", (string?)answer["errors"]?[0]!["extensions"]!["code"]);
        Assert.Equal($"'{argument}' is not a cursor that this list gave you.", (string?)answer["errors"]![0]!["message"]);
    }

    private async Task<string[]> Cursors(string arguments) =>
        [.. (await Ask(arguments))["data"]!["numbers"]!["edges"]!.AsArray().Select(edge => (string)edge!["cursor"]!)];

    private Task<JsonNode> Ask(string arguments, string field = "numbers") =>
        SampleServer.Ask(_executor, new SampleServer().Services, $"{{ {field}({arguments}) {{ edges {{ cursor node }} pageInfo {{ startCursor endCursor }} }} }}");

    [QueryType]
    public static class Lists
    {
        public static Connection<string>? Numbers(PageArguments page, bool? odd = null, IReadOnlyList<string>? words = null) => Others(page);

        public static Connection<string>? Others(PageArguments page) => Connection<string>.FromList(["0", "1", "2", "3", "4", "5"], page, static n => Cursor.Encode(n));
    }
}
