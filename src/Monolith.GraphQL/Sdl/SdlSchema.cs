using Monolith.GraphQL.Language;
using Monolith.GraphQL.Types;

namespace Monolith.GraphQL.Sdl;

/// <summary>Makes schemas from the type system definition language (specification, section 3).</summary>
public static class SdlSchema
{
    /// <summary>
    /// The schema that a text defines. Fields get their values from the parent's member of the same name until resolvers are set; scalars that the
    /// specification does not define take any value.
    /// </summary>
    /// <exception cref="SyntaxException">The text is no document.</exception>
    /// <exception cref="SchemaException">The definitions contradict each other or break a rule of section 3; every fault is named.</exception>
    public static Schema Build(string sdl) => ToBuilder(Utf8GraphQLParser.Parse(sdl, ParserOptions.Trusted)).Build();

    /// <summary>A builder that holds what a document defines, for adding resolvers and more types before the schema is built.</summary>
    /// <exception cref="SchemaException">The definitions contradict each other.</exception>
    public static SchemaBuilder ToBuilder(DocumentNode document)
    {
        var errors = SdlValidator.Validate(document);
        if (errors.Count > 0)
        {
            throw new SchemaException([.. errors.Select(e => new SchemaFault(Place(e), e.Message))]);
        }

        return new SdlReader(document).Read();
    }

    private static string Place(GraphQLError error) => error.Locations is [var first, ..] ? $"{first.Line}:{first.Column}" : "schema";
}
