namespace Monolith.GraphQL.Transport.Sockets;

/// <summary>Why a WebSocket is closed: the codes of graphql-transport-ws, and those of RFC 6455 that this server uses.</summary>
internal static class CloseCode
{
    public const int GoingAway = 1001;
    public const int MessageTooBig = 1009;
    public const int InternalError = 4500;
    public const int InvalidMessage = 4400;
    public const int Unauthorized = 4401;
    public const int Forbidden = 4403;
    public const int UnacceptableSubprotocol = 4406;
    public const int InitTimeout = 4408;
    public const int SubscriberExists = 4409;
    public const int TooManyInits = 4429;
}
