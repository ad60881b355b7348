using System.Text.Json;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport.Sockets;

/// <summary>The messages of graphql-transport-ws that a client sends.</summary>
internal enum TransportMessageKind
{
    ConnectionInit,
    Ping,
    Pong,
    Subscribe,
    Complete,
}

/// <summary>A message of a client, read strictly: what the protocol does not know is refused, as close code 4400 has it.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Id">The operation it is about; null where it is about the connection.</param>
/// <param name="Payload">The payload of <c>connection_init</c> or <c>ping</c>, or undefined. It outlives the message.</param>
/// <param name="Request">The request of <c>subscribe</c>.</param>
internal sealed record TransportMessage(TransportMessageKind Kind, string? Id, JsonElement Payload, GraphQLRequest? Request)
{
    private const int LongestId = 256;

    /// <exception cref="TransportException">It is none of the protocol's messages.</exception>
    public static TransportMessage Read(ReadOnlyMemory<byte> utf8, int maxDepth)
    {
        using var json = JsonText.Parse(utf8, maxDepth, "The message");
        var root = json.RootElement;
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw Invalid("A message is a JSON object.");
        }

        return Text(root, "type") switch
        {
            "connection_init" => new(TransportMessageKind.ConnectionInit, null, PayloadOf(root), null),
            "ping" => new(TransportMessageKind.Ping, null, PayloadOf(root), null),
            "pong" => new(TransportMessageKind.Pong, null, PayloadOf(root), null),
            "subscribe" => new(TransportMessageKind.Subscribe, IdOf(root), default, RequestOf(root)),
            "complete" => new(TransportMessageKind.Complete, IdOf(root), default, null),
            _ => throw Invalid("The member 'type' names no message of graphql-transport-ws."),
        };
    }

    private static GraphQLRequest RequestOf(JsonElement root) =>
        root.TryGetProperty("payload", out var payload) ? RequestReader.FromJson(payload).Kept() : throw Invalid("The member 'payload' is missing.");

    private static string IdOf(JsonElement root) =>
        Text(root, "id") is { Length: > 0 and <= LongestId } id ? id : throw Invalid($"The member 'id' must be a string of 1 to {LongestId} characters.");

    private static JsonElement PayloadOf(JsonElement root)
    {
        if (!root.TryGetProperty("payload", out var payload) || payload.ValueKind is JsonValueKind.Null)
        {
            return default;
        }

        return payload.ValueKind is JsonValueKind.Object ? payload.Clone() : throw Invalid("The member 'payload' must be an object.");
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static TransportException Invalid(string message) => new(400, message);
}
