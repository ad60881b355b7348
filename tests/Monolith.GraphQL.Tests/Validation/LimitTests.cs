using System.Text;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Validation;

public sealed class LimitTests
{
    private static readonly ValidationOptions Default = ValidationOptions.Default;

    [Fact]
    public void Depth_counts_fields_through_fragments_and_stops_at_the_limit()
    {
        var options = ValidationOptions.Unlimited with { MaxDepth = 4 };
        const string Fragments = "fragment A on Person { friends { ...B } } fragment B on Person { friends { name } }";

        Assert.Empty(TestSchema.Check($"{{ person {{ ...A }} }} {Fragments}", options));
        var error = Assert.Single(TestSchema.Check($"{{ person {{ friends {{ ...A }} }} }} {Fragments}", options));
        Assert.Equal("DOCUMENT_TOO_DEEP", error.Code);
        Assert.NotEmpty(error.Locations);
    }

    [Fact]
    public void Introspection_has_its_own_depth()
    {
        const string Field = "type { name ofType { name ofType { name ofType { name ofType { name ofType { name } } } } } }";

        Assert.Empty(TestSchema.Check($"{{ __schema {{ types {{ fields {{ name args {{ name {Field} }} }} inputFields {{ name }} }} }} }}", Default));
        var error = Assert.Single(TestSchema.Check("{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", Default));
        Assert.Equal("INTROSPECTION_TOO_DEEP", error.Code);
    }

    [Fact]
    public void Introspection_lists_are_counted_through_fragments()
    {
        var error = Assert.Single(TestSchema.Check(
            "{ __type(name: \"Book\") { ...A } } fragment A on __Type { fields { type { ...B } } } fragment B on __Type { interfaces { possibleTypes { name } } }", Default));

        Assert.Equal("INTROSPECTION_TOO_DEEP", error.Code);
    }

    [Fact]
    public void Aliases_count_as_often_as_their_fragment_is_spread()
    {
        var options = ValidationOptions.Unlimited with { MaxAliases = 4 };
        const string Fragment = "fragment A on Shop { x: city y: city }";

        Assert.Empty(TestSchema.Check($"{{ shop {{ ...A ...A }} }} {Fragment}", options));
        var error = Assert.Single(TestSchema.Check($"{{ shop {{ ...A ...A z: city }} }} {Fragment}", options));
        Assert.Equal("TOO_MANY_ALIASES", error.Code);
    }

    [Fact]
    public void Root_fields_count_by_their_response_names()
    {
        var options = ValidationOptions.Unlimited with { MaxRootFields = 2 };

        Assert.Empty(TestSchema.Check("{ shop { city } shop { city } ... { person { name } } }", options));
        var error = Assert.Single(TestSchema.Check("{ shop { city } a: shop { city } ...Q } fragment Q on Query { person { name } }", options));
        Assert.Equal("TOO_MANY_ROOT_FIELDS", error.Code);
        Assert.Contains("limit of 2", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ book(filter: { and: [{ and: [{ shelf: LOW }] }] }) { name } }", true)]
    [InlineData("{ book(filter: { and: [{ and: [{ and: [] }] }] }) { name } }", false)]
    [InlineData("query ($f: Filter = { and: [{ and: [{ and: [] }] }] }) { book(filter: $f) { name } }", false)]
    public void Literals_may_be_nested_to_the_limit(string document, bool isAllowed)
    {
        var errors = TestSchema.Check(document, ValidationOptions.Unlimited with { MaxInputDepth = 5 });

        Assert.Equal(isAllowed ? [] : ["INPUT_TOO_DEEP"], errors.Select(e => e.Code));
    }

    [Fact]
    public void The_search_ends_with_the_last_error_that_is_wanted()
    {
        var document = $"{{ shop {{ {string.Concat(Enumerable.Range(0, 500).Select(i => $"f{i} "))} }} }}";

        Assert.Equal(100, TestSchema.Check(document, Default).Count);
    }

    [Fact]
    public void Many_fields_of_one_name_are_refused_before_all_pairs_are_compared()
    {
        var document = $"{{ shop {{ {string.Concat(Enumerable.Repeat("city ", 1_900))} }} }}";

        Assert.Equal(["DOCUMENT_TOO_COMPLEX"], TestSchema.Check(document, Default).Select(e => e.Code));
    }

    [Fact]
    public void Nested_duplicates_in_fragments_are_compared_in_bounded_work()
    {
        var document = new StringBuilder("{ person { ...F0 } } ");
        for (var i = 0; i < 60; i++)
        {
            document.Append($"fragment F{i} on Person {{ friends {{ ...F{i + 1} ...F{i + 1} }} friends {{ ...F{i + 1} ...F{i + 2} }} }} ");
        }

        document.Append("fragment F60 on Person { name } fragment F61 on Person { name }");
        var memory = GC.GetAllocatedBytesForCurrentThread();

        var errors = TestSchema.Check(document.ToString(), ValidationOptions.Unlimited with { MaxMergeComparisons = 100_000 });

        Assert.DoesNotContain(errors, e => e.Code is not (null or "DOCUMENT_TOO_COMPLEX"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, 50_000_000);
    }

    [Fact]
    public void A_chain_of_thousands_of_fragments_is_answered_with_an_error()
    {
        var document = new StringBuilder("{ person { ...F0 } } ");
        for (var i = 0; i < 5_000; i++)
        {
            document.Append($"fragment F{i} on Person {{ friends {{ ...F{i + 1} }} }} ");
        }

        document.Append("fragment F5000 on Person { ...F0 }");

        Assert.Contains("DOCUMENT_TOO_DEEP", TestSchema.Check(document.ToString(), ValidationOptions.Unlimited).Select(e => e.Code));
        Assert.Contains("DOCUMENT_TOO_DEEP", TestSchema.Check(document.ToString(), Default).Select(e => e.Code));
    }

    [Fact]
    public void The_standard_introspection_query_passes_the_default_limits()
    {
        const string Query = """
            query IntrospectionQuery { __schema { description queryType { name kind } mutationType { name kind } subscriptionType { name kind }
              types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
            fragment FullType on __Type { kind name description specifiedByURL isOneOf
              fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
              inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
              enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
            fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
              ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }
            """;

        Assert.Empty(TestSchema.Check(Query, Default));
    }
}
