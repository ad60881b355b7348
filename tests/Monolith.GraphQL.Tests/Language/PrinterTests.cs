using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Tests.Language;

public sealed class PrinterTests
{
    [Theory]
    [InlineData("query{a}", "{\n  a\n}")]
    [InlineData("query A($b:Int=1@c){d:e(f:[1,{g:\"h\"}])@i{...J ...on K{l}}}", "query A($b: Int = 1 @c) {\n  d: e(f: [1, {g: \"h\"}]) @i {\n    ...J\n    ... on K {\n      l\n    }\n  }\n}")]
    [InlineData("fragment A on B@c{d}", "fragment A on B @c {\n  d\n}")]
    [InlineData("\"x\" type A implements B&C@d{e(f:Int=1):[G!]!}", "\"x\"\ntype A implements B & C @d {\n  e(f: Int = 1): [G!]!\n}")]
    [InlineData("extend union A=|B|C", "extend union A = B | C")]
    [InlineData("directive@a(\"x\" b:Int)repeatable on|FIELD|QUERY", "directive @a(\n  \"x\"\n  b: Int\n) repeatable on FIELD | QUERY")]
    [InlineData("input A@oneOf{b:C=null}enum D{E@f}scalar G schema{query:H}", "input A @oneOf {\n  b: C = null\n}\n\nenum D {\n  E @f\n}\n\nscalar G\n\nschema {\n  query: H\n}")]
    public void A_document_is_printed_in_one_layout(string text, string printed)
    {
        Assert.Equal(printed, SyntaxPrinter.Print(Utf8GraphQLParser.Parse(text)));
        Assert.Equal(printed, SyntaxPrinter.Print(Utf8GraphQLParser.Parse(printed)));
    }

    [Fact]
    public void Arguments_that_do_not_fit_a_line_have_lines_of_their_own()
    {
        var name = new string('a', 40);

        var printed = SyntaxPrinter.Print(Utf8GraphQLParser.Parse($"{{ b({name}: 1, {name}b: 2) }}"));

        Assert.Equal($"{{\n  b(\n    {name}: 1\n    {name}b: 2\n  )\n}}", printed);
    }

    [Theory]
    [InlineData("line\n  indented\n\nlast")]
    [InlineData("ends with a quote \"")]
    [InlineData("ends with a backslash \\")]
    [InlineData("has \"\"\" inside")]
    [InlineData(" starts with a space")]
    [InlineData("")]
    public void A_block_string_keeps_its_value(string value)
    {
        var printed = SyntaxPrinter.Print(new StringValueNode(Location.None, value, true));

        Assert.Equal(value, Assert.IsType<StringValueNode>(Utf8GraphQLParser.ParseValue(printed)).Value);
    }

    [Fact]
    public void A_tree_made_by_code_that_is_too_deep_is_refused_and_does_not_end_the_process()
    {
        ValueNode value = new NullValueNode(Location.None);
        for (var i = 0; i < 100_000; i++)
        {
            value = new ListValueNode(Location.None, [value]);
        }

        Assert.Throws<InvalidOperationException>(() => SyntaxPrinter.Print(value));
    }
}
