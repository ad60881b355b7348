namespace Monolith.GraphQL.Transport;

/// <summary>A call is not a well-formed GraphQL request: the status and the sentence it is answered with.</summary>
internal sealed class TransportException(int status, string message, string code = "BAD_REQUEST") : Exception(message)
{
    public int Status { get; } = status;

    public GraphQLError Error => GraphQLError.WithCode(Message, code);
}
