namespace Monolith.GraphQL.Language;

/// <summary>The text is not a GraphQL document, or is larger than the parser was told to read.</summary>
public sealed class SyntaxException(GraphQLError error) : Exception(error.Message)
{
    /// <summary>The error, with its place and, when a limit was passed, a code.</summary>
    public GraphQLError Error { get; } = error;
}
