using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Execution;

public sealed class FieldDirectiveTests
{
    private static readonly IServiceProvider Services = new ServiceCollection().BuildServiceProvider();

    [Theory]
    [InlineData("{ pure @upper }", """{"pure":"PURE"}""")]
    [InlineData("{ waits @upper }", """{"waits":"WAITS"}""")]
    [InlineData("{ __typename @upper }", """{"__typename":"QUERY"}""")]
    [InlineData("{ pure plain: pure x: pure @upper }", """{"pure":"pure","plain":"pure","x":"PURE"}""")]
    public async Task A_directive_changes_the_value_of_the_field_it_stands_at_and_of_no_other(string document, string expected) => Assert.Equal(expected, await Data(document));

    [Theory]
    [InlineData("""{ pure @add(text: "!") @upper @add(text: "?") }""", "PURE?!")]
    [InlineData("""{ pure @add(text: "a") @add(text: "b") }""", "pureba")]
    public async Task The_directive_written_first_is_the_outermost(string document, string expected) => Assert.Equal($$"""{"pure":"{{expected}}"}""", await Data(document));

    [Fact]
    public async Task Its_arguments_come_from_the_variables_of_each_request()
    {
        var executor = Executor();
        const string Document = """query($t: String! = "-") { pure @add(text: $t) }""";

        foreach (var text in (string[])["1", "2"])
        {
            var answer = await SampleServer.Ask(executor, Services, Document, new { t = text });
            Assert.Equal("pure" + text, (string?)answer["data"]!["pure"]);
        }

        Assert.Equal("""{"pure":"pure-"}""", await Data(Document));
    }

    [Fact]
    public async Task Where_fields_are_merged_it_acts_once_unless_it_is_repeatable()
    {
        Assert.Equal("""{"pure":"[pure]"}""", await Data("{ pure @quote pure @quote }"));
        Assert.Equal("""{"pure":"pure.-"}""", await Data("""{ pure @add(text: "-") pure @add(text: ".") }"""));
    }

    [Fact]
    public async Task At_a_field_that_resolves_a_level_it_acts_on_each_value_and_the_level_is_resolved_once()
    {
        var answer = await SampleServer.Ask(Executor(), Services, "{ items { level @failAt(value: \"2 of 3\") } }");

        Assert.Equal("""[{"level":"1 of 3"},{"level":null},{"level":"3 of 3"}]""", answer["data"]!["items"]!.ToJsonString());
        var error = Assert.Single(answer["errors"]!.AsArray())!;
        Assert.Equal("""["items",1,"level"]""", error["path"]!.ToJsonString());
        Assert.Equal("FAILED", (string?)error["extensions"]!["code"]);
    }

    [Fact]
    public async Task It_need_not_ask_for_the_value_and_what_it_throws_is_the_fields_error()
    {
        Assert.Equal("""{"throws":"instead"}""", await Data("{ throws @instead }"));

        var answer = await SampleServer.Ask(Executor(), Services, "{ items { name @failAt(value: \"b\") } }");
        Assert.Equal("null", answer["data"]!["items"]?.ToJsonString() ?? "null");
        Assert.Equal("""["items",1,"name"]""", answer["errors"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task A_value_of_another_type_is_no_answer()
    {
        var answer = await SampleServer.Ask(Executor(), Services, "{ count @upper }");

        Assert.Null(answer["data"]!["count"]);
        Assert.Equal("""["count"]""", answer["errors"]![0]!["path"]!.ToJsonString());
    }

    [Fact]
    public async Task Middleware_of_the_schema_stands_around_every_use_and_inside_the_directives()
    {
        Assert.Equal("""{"guarded":"(guarded)","x":"(GUARDED)!"}""", await Data("""{ guarded x: guarded @add(text: "!") @upper }"""));
    }

    [Fact]
    public void It_is_printed_with_the_schema_and_needs_the_location_of_fields()
    {
        Assert.Contains("directive @add(text: String!) repeatable on FIELD", SchemaPrinter.Print(Executor().Schema), StringComparison.Ordinal);

        var builder = Builder().AddDirective(new DirectiveType("nowhere", DirectiveLocation.Query) { OnField = static (_, _, next) => next() });
        Assert.Contains("@nowhere", Assert.Throws<SchemaException>(builder.Build).Message, StringComparison.Ordinal);
    }

    private static async Task<string> Data(string document)
    {
        JsonNode answer = await SampleServer.Ask(Executor(), Services, document);
        Assert.Null(answer["errors"]);
        return answer["data"]!.ToJsonString();
    }

    private static RequestExecutor Executor() => new(Builder().Build());

    private static SchemaBuilder Builder()
    {
        var guarded = new OutputField("guarded", "String") { Pure = static _ => "guarded" };
        guarded.Use(static async (_, next) => $"({await next()})");
        var item = new ObjectType("Item")
        {
            Fields =
            {
                new OutputField("name", "String!") { Pure = static item => item },
                new OutputField("level", "String") { ResolveBatch = static c => new([.. c.Parents.Select((_, i) => $"{i + 1} of {c.Parents.Count}")]) },
            },
        };
        var query = new ObjectType("Query")
        {
            Fields =
            {
                new OutputField("pure", "String") { Pure = static _ => "pure", Direct = static (_, writer) => Write(writer) },
                new OutputField("waits", "String") { Resolve = static async c => await Later(c, "waits") },
                new OutputField("throws", "String") { Pure = static _ => throw new InvalidOperationException() },
                new OutputField("count", "Int") { Pure = static _ => 7 },
                new OutputField("items", "[Item!]") { Pure = static _ => (string[])["a", "b", "c"] },
                guarded,
            },
        };
        return new SchemaBuilder().AddType(query).AddType(item)
            .AddDirective(new DirectiveType("upper", DirectiveLocation.Field) { OnField = static async (_, _, next) => await next() is string text ? text.ToUpperInvariant() : new object() })
            .AddDirective(new DirectiveType("quote", DirectiveLocation.Field) { OnField = static async (_, _, next) => $"[{await next()}]" })
            .AddDirective(new DirectiveType("instead", DirectiveLocation.Field) { OnField = static (_, _, _) => new("instead") })
            .AddDirective(new DirectiveType("add", DirectiveLocation.Field)
            {
                IsRepeatable = true,
                Arguments = { new Argument("text", "String!") },
                OnField = static async (arguments, _, next) => await next() + arguments.Get<string>("text"),
            })
            .AddDirective(new DirectiveType("failAt", DirectiveLocation.Field)
            {
                Arguments = { new Argument("value", "String!") },
                OnField = static async (arguments, _, next) => await next() is var value && Equals(value, arguments.Raw("value")) ? throw new GraphQLException("No.", "FAILED") : value,
            });
    }

    private static bool Write(ResultWriter writer)
    {
        writer.WriteString("pure");
        return true;
    }

    private static async Task<string> Later(ResolverContext context, string value)
    {
        await Task.Delay(1, context.RequestAborted);
        return value;
    }
}
