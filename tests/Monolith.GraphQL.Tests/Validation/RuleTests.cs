using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Validation;

public sealed class RuleTests
{
    [Theory]
    [InlineData("{ book { name } }")]
    [InlineData("query A($id: ID = 1) { book(id: $id) { ...B } } fragment B on Book { name author { name } }")]
    [InlineData("{ a: book(id: 1) { name } b: book(id: 2) { name } }")]
    [InlineData("{ found { ... on Book { name pages } ... on Person { name n: pages } __typename } }")]
    [InlineData("query ($p: Int!) { book(filter: { price: { minor: $p }, titles: \"one\", and: [{ shelf: LOW }, null] }) { name } }")]
    [InlineData("query ($n: Int) { book(at: $n) { name @tag @tag(name: \"x\") } }")]
    [InlineData("{ book(choice: { shelf: HIGH }) { name @note(text: \"t\") } }")]
    [InlineData("subscription { news }")]
    [InlineData("{ __schema { types { name } } __type(name: \"Book\") { name } }")]
    [InlineData("query ($d: Boolean!) { person { ... @defer(label: \"a\", if: $d) { name } friends @stream(label: \"b\", initialCount: 1) { name } } }")]
    [InlineData("subscription ($d: Boolean!) { headlines { ... @defer(if: $d) { text } ... @defer(if: false) { text } ... @skip(if: $d) @defer { text } } }")]
    public void A_valid_document_has_no_errors(string document) => Assert.Empty(TestSchema.Check(document));

    [Theory]
    [InlineData("{ shop { city } } type X { a: Int }", "1:19")]
    [InlineData("query ($l: String) { shop { ... @defer(label: $l) { city } } }", "1:33")]
    [InlineData("{ person { ... @defer(label: \"a\") { name } friends @stream(label: \"a\") { name } } }", "1:16 1:52")]
    [InlineData("subscription ($d: Boolean!) { ... @defer(if: $d) { news } }", "1:35")]
    [InlineData("subscription ($d: Boolean!) { ...N } fragment N on Subscription { ... @defer(if: $d) { news } }", "1:71")]
    [InlineData("subscription { headlines { ... @defer { text } } }", "1:32")]
    [InlineData("subscription { headlines { ...H } } fragment H on Headline { ... @defer { text } }", "1:66")]
    [InlineData("{ person @stream { name } }", "1:10")]
    [InlineData("{ found @stream { __typename } found { __typename } }", "1:3 1:32")]
    [InlineData("query A { shop { city } } query A { shop { city } }", "1:7 1:33")]
    [InlineData("{ shop { city } } query A { shop { city } }", "1:1")]
    [InlineData("mutation { x }", "1:1")]
    [InlineData("subscription { news alerts }", "1:21")]
    [InlineData("subscription { __typename }", "1:16")]
    [InlineData("subscription { news @skip(if: false) }", "1:21")]
    [InlineData("subscription { ...N } fragment N on Subscription { news alerts }", "1:57")]
    [InlineData("{ shop { ... on Nope { city } } }", "1:17")]
    [InlineData("{ shop { ... on Shelf { city } } }", "1:17")]
    [InlineData("query ($a: Book) { shop { city @tag(name: $a) } }", "1:12", "1:8 1:43")]
    [InlineData("query ($a: Book) { any(value: { x: $a }) }", "1:12")]
    [InlineData("{ shop { city { x } } }", "1:15")]
    [InlineData("{ shop }", "1:3")]
    [InlineData("{ shop { town } }", "1:10")]
    [InlineData("{ found { name } }", "1:11")]
    [InlineData("{ shop { ...A } } fragment A on Shop { city } fragment A on Shop { city }", "1:28 1:56")]
    [InlineData("{ shop { ...A } }", "1:13")]
    [InlineData("{ shop { city } } fragment A on Shop { city }", "1:19")]
    [InlineData("{ shop { ... on Book { name } } }", "1:10")]
    [InlineData("{ shop { ...A } } fragment A on Book { name }", "1:10")]
    [InlineData("{ shop { ...A } } fragment A on Shop { ...B } fragment B on Shop { ...A }", "1:40 1:68")]
    [InlineData("query ($a: ID, $a: ID) { book(id: $a) { name } }", "1:9 1:17")]
    [InlineData("{ book(id: $a) { name } }", "1:12 1:1")]
    [InlineData("query ($a: ID) { shop { city } }", "1:8")]
    [InlineData("{ shop @nope { city } }", "1:8")]
    [InlineData("{ shop { ... @note(text: \"t\") { city } } }", "1:14")]
    [InlineData("{ shop { city @note(text: \"t\") @note(text: \"t\") } }", "1:15 1:32")]
    [InlineData("{ book(nope: 1) { name } }", "1:8")]
    [InlineData("{ shop { city @tag(nope: 1) } }", "1:20")]
    [InlineData("{ book(id: 1, id: 2) { name } }", "1:8 1:15")]
    [InlineData("{ book(id: \"1\") { name } book(id: \"\"\"1\"\"\") { name } }", "1:3 1:26")]
    [InlineData("{ book { similar { name } } }", "1:10")]
    [InlineData("{ shop { city @note } }", "1:15")]
    [InlineData("{ book(filter: { shelf: LOW, shelf: HIGH }) { name } }", "1:18 1:30")]
    [InlineData("query ($a: String) { book(at: 1, id: $a) { name } }", "1:8 1:38")]
    [InlineData("query ($a: Shelf) { book(choice: { shelf: $a }) { name } }", "1:8 1:43")]
    [InlineData("query ($a: Int) { book { similar(first: $a) { name } } }", "1:8 1:41")]
    public void An_error_is_found_where_it_stands(string document, params string[] places) =>
        Assert.Equal(places, TestSchema.Places(TestSchema.Check(document)));

    [Theory]
    [InlineData("{ book(at: null) { name } }", "1:12")]
    [InlineData("{ book(at: \"1\") { name } }", "1:12")]
    [InlineData("{ book(at: 99999999999) { name } }", "1:12")]
    [InlineData("{ book(at: [1]) { name } }", "1:12")]
    [InlineData("{ book(filter: 1) { name } }", "1:16")]
    [InlineData("{ book(filter: { shelf: \"LOW\" }) { name } }", "1:25")]
    [InlineData("{ book(filter: { shelf: MIDDLE }) { name } }", "1:25")]
    [InlineData("{ book(filter: { price: {} }) { name } }", "1:25")]
    [InlineData("{ book(filter: { nope: 1 }) { name } }", "1:18")]
    [InlineData("{ book(filter: { titles: [null] }) { name } }", "1:27")]
    [InlineData("{ book(choice: {}) { name } }", "1:16")]
    [InlineData("{ book(choice: { title: \"a\", shelf: LOW }) { name } }", "1:16")]
    [InlineData("{ book(choice: { title: null }) { name } }", "1:16")]
    [InlineData("query ($a: Int = \"x\") { book(at: $a) { name } }", "1:18")]
    public void A_literal_of_the_wrong_type_is_found_where_it_stands(string document, string place) =>
        Assert.Equal([place], TestSchema.Places(TestSchema.Check(document)));

    [Theory]
    [InlineData("{ a: shop { city } a: person { name } }", "1:3 1:20")]
    [InlineData("{ book(id: 1) { name } book(id: 2) { name } }", "1:3 1:24")]
    [InlineData("{ book { x: name } book { x: pages } }", "1:3 1:10 1:20 1:27")]
    [InlineData("{ found { ... on Book { pages } ... on Person { pages } } }", "1:25 1:49")]
    [InlineData("{ shop { ...A ...B } } fragment A on Shop { x: city } fragment B on Shop { x: __typename }", "1:45 1:76")]
    public void Fields_that_cannot_be_merged_are_named_together(string document, string places) =>
        Assert.Equal([places], TestSchema.Places(TestSchema.Check(document)));

    [Fact]
    public void Suggestions_name_what_the_schema_has_and_can_be_switched_off()
    {
        const string Document = "{ shop { cty } }";

        Assert.Contains("\"city\"", TestSchema.Check(Document)[0].Message);
        Assert.DoesNotContain("city", TestSchema.Check(Document, ValidationOptions.Unlimited with { Suggestions = false })[0].Message);
    }

    [Fact]
    public void A_long_name_is_not_repeated_in_the_message()
    {
        var name = new string('n', 10_000);

        var error = Assert.Single(TestSchema.Check($"{{ shop {{ {name} }} }}"));

        Assert.InRange(error.Message.Length, 1, 200);
    }
}
