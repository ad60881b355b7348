using System.Text;
using Monolith.GraphQL.Language;

namespace Monolith.GraphQL.Tests.Language;

public sealed class ParserTests
{
    [Theory]
    [InlineData("{", "1:2")]
    [InlineData("{ a(", "1:5")]
    [InlineData("\r\n{\r  ?", "3:3")]
    [InlineData("{ é }", "1:3")]
    [InlineData("# 😀\n{ a(b: \"😀\" 😀) }", "2:13")]
    [InlineData("{ a(b: \"x\ny\") }", "1:10")]
    [InlineData("{ a(b: 01) }", "1:9")]
    [InlineData("{ a(b: 1a) }", "1:9")]
    [InlineData("{ a(b: \"\\u{110000}\") }", "1:9")]
    [InlineData("{ a(b: \"\\uD83D\\u0041\") }", "1:9")]
    [InlineData("query ($a: Int = $b) { a }", "1:18")]
    [InlineData("\"d\" { a }", "1:5")]
    [InlineData("fragment on on A { b }", "1:10")]
    [InlineData("enum A { true }", "1:10")]
    [InlineData("extend type A", "1:14")]
    [InlineData("\"d\" extend type A @b", "1:1")]
    [InlineData("directive @a on NOWHERE", "1:17")]
    public void A_syntax_error_has_its_line_and_column_in_utf16_units(string text, string place)
    {
        var error = Refused(text, ParserOptions.Default);

        Assert.Equal(place, string.Join(' ', error.Locations.Select(l => $"{l.Line}:{l.Column}")));
        Assert.Null(error.Code);
    }

    [Theory]
    [InlineData("\"a\\n\\u0041\\u{1F600}\\uD83D\\uDE00\\\"\"", "a\nA😀😀\"")]
    [InlineData("\"\"\"\n    a\n      b\n\n    c\n  \"\"\"", "a\n  b\n\nc")]
    [InlineData("\"\"\"a\r\n  b\r  \\\"\"\" c\"\"\"", "a\nb\n\"\"\" c")]
    [InlineData("\"\"", "")]
    [InlineData("\"\"\"\"\"\"", "")]
    public void A_string_has_the_value_that_the_specification_gives_it(string literal, string value) =>
        Assert.Equal(value, Assert.IsType<StringValueNode>(Utf8GraphQLParser.ParseValue(literal)).Value);

    [Fact]
    public void Descriptions_are_kept_on_operations_fragments_and_variables()
    {
        var document = Utf8GraphQLParser.Parse("\"o\" query A(\"v\" $a: Int) { b } \"\"\"f\"\"\" fragment F on B { c }");

        var operation = Assert.IsType<OperationDefinitionNode>(document.Definitions[0]);
        Assert.Equal("o", operation.Description?.Value);
        Assert.Equal("v", operation.VariableDefinitions[0].Description?.Value);
        Assert.Equal("f", Assert.IsType<FragmentDefinitionNode>(document.Definitions[1]).Description?.Value);
    }

    [Fact]
    public void Nodes_know_where_they_were_written()
    {
        var document = Utf8GraphQLParser.Parse("\uFEFF{\n  a: bc(d: 1)\n}");

        var field = Assert.IsType<FieldNode>(Assert.IsType<OperationDefinitionNode>(document.Definitions[0]).SelectionSet.Selections[0]);
        Assert.Equal((2, 3), (field.Location.Line, field.Location.Column));
        Assert.Equal("bc", Encoding.UTF8.GetString(field.Location.Source!.Utf8.Span[field.Name.Location.Start..field.Name.Location.End]));
        Assert.Equal("a", field.ResponseName);
    }

    [Fact]
    public void A_lone_surrogate_of_a_string_is_refused_where_it_stands()
    {
        var error = Refused("{ a(b: \"x\uD800y\") }", ParserOptions.Default);

        Assert.Equal(new SourceLocation(1, 10), error.Locations[0]);
    }

    [Theory]
    [InlineData("{ a { b { c } } }", 3, true)]
    [InlineData("{ a { b { c } } }", 2, false)]
    [InlineData("{ a(b: [[1]]) }", 3, true)]
    [InlineData("{ a(b: [[1]]) }", 2, false)]
    [InlineData("{ a(b: {c: {}}) }", 2, false)]
    [InlineData("query ($a: [[Int]]) { a }", 2, true)]
    [InlineData("query ($a: [[[Int]]]) { a }", 2, false)]
    public void Nesting_is_allowed_to_the_limit(string text, int limit, bool isAllowed) =>
        AssertLimit(text, ParserOptions.Default with { MaxRecursion = limit }, isAllowed, "DOCUMENT_TOO_DEEP");

    [Theory]
    [InlineData("{ a b }", 4, true)]
    [InlineData("{ a b }", 3, false)]
    [InlineData("{ a, # comment\n,, b }", 4, true)]
    public void Tokens_are_allowed_to_the_limit_and_ignored_ones_do_not_count(string text, int limit, bool isAllowed) =>
        AssertLimit(text, ParserOptions.Default with { MaxTokens = limit }, isAllowed, "DOCUMENT_TOO_LARGE");

    [Fact]
    public void Every_other_size_has_its_limit()
    {
        AssertLimit("{ a b }", ParserOptions.Default with { MaxNodes = 7 }, true, "");
        AssertLimit("{ a b }", ParserOptions.Default with { MaxNodes = 6 }, false, "DOCUMENT_TOO_LARGE");
        AssertLimit("{ a b }", ParserOptions.Default with { MaxFields = 2 }, true, "");
        AssertLimit("{ a b }", ParserOptions.Default with { MaxFields = 1 }, false, "DOCUMENT_TOO_LARGE");
        AssertLimit("{ a @b @c }", ParserOptions.Default with { MaxDirectivesPerPlace = 2 }, true, "");
        AssertLimit("{ a @b @c }", ParserOptions.Default with { MaxDirectivesPerPlace = 1 }, false, "DOCUMENT_TOO_LARGE");
        AssertLimit("{ a b }", ParserOptions.Default with { MaxBytes = 7 }, true, "");
        AssertLimit("{ a b }", ParserOptions.Default with { MaxBytes = 6 }, false, "DOCUMENT_TOO_LARGE");
    }

    [Fact]
    public void Definitions_are_refused_where_they_are_not_accepted()
    {
        var error = Refused("{ a } type A { b: Int }", ParserOptions.Default with { AllowSdl = false });

        Assert.Equal(new SourceLocation(1, 7), error.Locations[0]);
    }

    private static void AssertLimit(string text, ParserOptions options, bool isAllowed, string code)
    {
        if (isAllowed)
        {
            Assert.NotEmpty(Utf8GraphQLParser.Parse(text, options).Definitions);
        }
        else
        {
            Assert.Equal(code, Refused(text, options).Code);
        }
    }

    private static GraphQLError Refused(string text, ParserOptions options) =>
        Assert.Throws<SyntaxException>(() => Utf8GraphQLParser.Parse(text, options)).Error;
}
