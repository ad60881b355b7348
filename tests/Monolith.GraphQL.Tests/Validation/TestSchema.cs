using Monolith.GraphQL.Language;
using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Types;
using Monolith.GraphQL.Validation;

namespace Monolith.GraphQL.Tests.Validation;

/// <summary>A small library: books, people, a search.</summary>
internal static class TestSchema
{
    public static Schema Library { get; } = SdlSchema.Build("""
        directive @note(text: String!) on FIELD | QUERY
        directive @defer(if: Boolean! = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT
        directive @stream(if: Boolean! = true, label: String, initialCount: Int! = 0) on FIELD
        directive @tag(name: String) repeatable on FIELD

        interface Named { name: String }
        type Book implements Named { name: String  pages: Int!  author(short: Boolean = false): Person  similar(first: Int!): [Book!] }
        type Person implements Named { name: String  pages: String  friends: [Person] }
        type Shop { city: String }
        union Found = Book | Person
        scalar Any
        enum Shelf { LOW HIGH }
        input Price { minor: Int! currency: String = "EUR" }
        input Choice @oneOf { title: String  shelf: Shelf }
        input Filter { shelf: Shelf  price: Price  titles: [String!]  and: [Filter] }

        type Query {
          book(id: ID, filter: Filter, choice: Choice, at: Int! = 1): Book
          person: Person
          named: Named
          found: [Found]
          shop: Shop
          any(value: Any): Int
        }
        type Headline { text: String }
        type Subscription { news: String  alerts: String  headlines: [Headline] }
        """);

    public static IReadOnlyList<GraphQLError> Check(string document, ValidationOptions? options = null) =>
        DocumentValidator.Validate(Library, Utf8GraphQLParser.Parse(document, ParserOptions.Trusted), options ?? ValidationOptions.Unlimited);

    /// <summary>The places of all errors, each error's as "line:column line:column".</summary>
    public static string[] Places(IEnumerable<GraphQLError> errors) => [.. errors.Select(e => string.Join(' ', e.Locations.Select(l => $"{l.Line}:{l.Column}")))];
}
