using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Types;

public sealed class SchemaCoordinateTests
{
    private static readonly Schema Schema = SdlSchema.Build("""
        directive @mark(text: String) on FIELD
        enum Shelf { LOW HIGH }
        input Filter { shelf: Shelf }
        interface Named { name: String }
        type Book implements Named { name: String }
        type Query { books(filter: Filter): [Book] }
        """);

    [Theory]
    [InlineData("Book", typeof(ObjectType))]
    [InlineData("Named.name", typeof(OutputField))]
    [InlineData("Query.books(filter:)", typeof(Argument))]
    [InlineData("Filter.shelf", typeof(InputField))]
    [InlineData("Shelf.HIGH", typeof(Monolith.GraphQL.Types.EnumValue))]
    [InlineData("@mark", typeof(DirectiveType))]
    [InlineData("@mark(text:)", typeof(Argument))]
    public void A_coordinate_means_one_member(string coordinate, Type kind)
    {
        var member = Schema.FindMember(coordinate);

        Assert.IsType(kind, member);
        Assert.EndsWith(member.Name, coordinate.TrimEnd(':', ')'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Author")]
    [InlineData("Book.title")]
    [InlineData("Author.title")]
    [InlineData("Query.books(first:)")]
    [InlineData("Filter.shelf(first:)")]
    [InlineData("Shelf.low")]
    [InlineData("@note(text:)")]
    public void A_coordinate_of_nothing_means_nothing(string coordinate) => Assert.Null(Schema.FindMember(coordinate));

    [Theory]
    [InlineData("")]
    [InlineData("Book.")]
    [InlineData("Book.name.more")]
    [InlineData("Book(name:)")]
    [InlineData("Query.books(filter)")]
    [InlineData("Query.books(filter:")]
    [InlineData("Query.books(:)")]
    [InlineData("@mark.text")]
    [InlineData("@")]
    [InlineData("Query .books")]
    public void Other_texts_are_refused(string text) => Assert.Throws<FormatException>(() => Schema.FindMember(text));
}
