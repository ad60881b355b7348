using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Sdl;

public sealed class SdlSchemaTests
{
    private const string Shop = """"
        """Sells things."""
        schema {
          query: Root
        }

        """Marks."""
        directive @mark(by: String = "me") repeatable on FIELD | QUERY

        type Root implements Node {
          id: ID!

          """
          What is for sale,
          with prices.
          """
          things(first: Int = 10, like: Like = { name: "a", size: SMALL }): [Thing!]! @deprecated(reason: "Use items.")
          old(
            """Any."""
            a: Int @deprecated
          ): Found
        }

        interface Node {
          id: ID!
        }

        type Thing implements Node {
          id: ID!
          size: Size
          url: Url
        }

        union Found = Root | Thing

        enum Size {
          """Less."""
          SMALL

          """More."""
          LARGE @deprecated
        }

        input Like {
          name: String
          size: Size = LARGE
        }

        input Pick @oneOf {
          a: Int
          b: Int
        }

        scalar Url @specifiedBy(url: "https://example.org/url")
        """";

    [Fact]
    public void A_schema_is_printed_as_it_was_written() => Assert.Equal(Shop, SchemaPrinter.Print(SdlSchema.Build(Shop)));

    [Fact]
    public void Extensions_add_to_what_they_extend()
    {
        var schema = SdlSchema.Build("""
            extend type Query implements N { b: E }
            type Query { a: Int }
            interface N { a: Int }
            enum E { X }
            extend enum E { Y }
            union U = Query
            type T { a: I }
            scalar I
            extend union U = T
            extend scalar I @specifiedBy(url: "https://example.org")
            extend schema { mutation: T }
            schema { query: Query }
            """);

        Assert.Equal(["a", "b"], schema.QueryType!.Fields.Select(f => f.Name).Order());
        Assert.Equal("N", Assert.Single(schema.QueryType.Interfaces).Name);
        Assert.Equal(["X", "Y"], Assert.IsType<EnumType>(schema.FindType("E")).Values.Select(v => v.Name));
        Assert.Equal(2, Assert.IsType<UnionType>(schema.FindType("U")).Types.Count);
        Assert.Equal("https://example.org", Assert.IsType<AnyScalar>(schema.FindType("I")).SpecifiedByUrl);
        Assert.Equal("T", schema.MutationType?.Name);
    }

    [Theory]
    [InlineData("schema { query: Q } schema { query: Q } type Q { a: Int }", "1:21", "1:10 1:30")]
    [InlineData("schema { query: Q query: Q } type Q { a: Int }", "1:10 1:19")]
    [InlineData("type A { a: Int } scalar A", "1:6 1:26")]
    [InlineData("directive @a on FIELD directive @a on FIELD", "1:12 1:34")]
    [InlineData("extend type A { a: Int }", "1:13")]
    [InlineData("extend scalar Int @deprecated", "1:15", "1:19")]
    [InlineData("scalar A extend type A { a: Int }", "1:1 1:10")]
    [InlineData("type A { a: Int a: Int }", "1:10 1:17")]
    [InlineData("input A { a: Int } extend input A { a: Int }", "1:11 1:37")]
    [InlineData("enum A { B B }", "1:10 1:12")]
    [InlineData("type A { a(b: Int, b: Int): Int }", "1:12 1:20")]
    [InlineData("directive @a(b: Int, b: Int) on FIELD", "1:14 1:22")]
    [InlineData("type A { a: Nope }", "1:13")]
    [InlineData("union A = Nope", "1:11")]
    [InlineData("type A { a: Int @nope }", "1:17")]
    [InlineData("type A @deprecated { a: Int }", "1:8")]
    [InlineData("type A { a: Int @deprecated @deprecated }", "1:17 1:29")]
    [InlineData("scalar A @specifiedBy", "1:10")]
    [InlineData("scalar A @specifiedBy(url: \"a\", nope: 1)", "1:33")]
    [InlineData("scalar A @specifiedBy(url: \"a\", url: \"b\")", "1:23 1:33")]
    [InlineData("type A { a: Int } { a }", "1:19")]
    public void Definitions_that_contradict_each_other_are_found_where_they_stand(string sdl, params string[] places)
    {
        var errors = SdlValidator.Validate(Utf8GraphQLParser.Parse(sdl));

        Assert.Equal(places, errors.Select(e => string.Join(' ', e.Locations.Select(l => $"{l.Line}:{l.Column}"))));
        Assert.Throws<SchemaException>(() => SdlSchema.Build(sdl));
    }

    [Fact]
    public void A_schema_without_a_query_type_is_refused() => Assert.Throws<SchemaException>(() => SdlSchema.Build("type A { a: Int }"));
}
