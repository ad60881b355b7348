namespace Monolith.GraphQL;

/// <summary>Thrown by a resolver to answer with an error that the caller may read. Any other exception is answered with a request id and nothing else.</summary>
public sealed class GraphQLException(GraphQLError error) : Exception(error.Message)
{
    /// <summary>An error with a code in its extensions.</summary>
    public GraphQLException(string message, string code)
        : this(GraphQLError.WithCode(message, code))
    {
    }

    /// <summary>The error. Path and locations are filled in by the executor when it has none.</summary>
    public GraphQLError Error { get; } = error;
}
