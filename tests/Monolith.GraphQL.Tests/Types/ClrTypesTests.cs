using Monolith.GraphQL.Sdl;
using Monolith.GraphQL.Tests.Sample;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Tests.Types;

public sealed class ClrTypesTests
{
    private readonly Schema _schema = SampleServer.BuildSchema();

    [Fact]
    public void A_record_becomes_an_object_type_with_its_nullability_lists_and_deprecations() => Assert.Equal(
        """
        type Book implements Node {
          id: ID!
          title: String!
          genre: Genre!
          pages: Int!
          addedAt: DateTime!
          tags: [String!]!
          shelf: String
          writer: Author!
          author: Author!
          shortTitle(length: Int! = 4): String!
        }
        """,
        WithoutDescriptions("Book"));

    [Fact]
    public void A_constructor_becomes_an_input_object_type_with_its_defaults() => Assert.Equal(
        """
        input AddBookInput {
          title: String!
          genre: Genre!
          authorId: ID!
          pages: Int! = 100
          tag: String
        }
        """,
        WithoutDescriptions("AddBookInput"));

    [Fact]
    public void An_enum_is_written_in_capitals_and_marks_what_is_old()
    {
        var type = Assert.IsType<EnumType>(_schema.FindType("Genre"));

        Assert.Equal(["NOVEL", "NON_FICTION", "VERSE"], type.Values.Select(v => v.Name));
        Assert.Equal("Nobody reads it.", type.Values["VERSE"].DeprecationReason);
    }

    [Fact]
    public void Connections_get_the_paging_arguments_and_their_types_by_name()
    {
        var field = _schema.QueryType!.Fields["books"];

        Assert.Equal("BookConnection!", field.Type.ToString());
        Assert.Equal(["first", "after", "last", "before"], field.Arguments.Select(a => a.Name));
        Assert.Equal("[BookEdge!]!", ((ObjectType)_schema.FindType("BookConnection")!).Fields["edges"].Type.ToString());
    }

    private string WithoutDescriptions(string name)
    {
        var lines = SchemaPrinter.Print(_schema.FindType(name)!).Split('\n').Where(l => !l.TrimStart().StartsWith('"'));
        return string.Join('\n', lines.Select(l => l.Split(" @deprecated")[0])).Trim();
    }
}
