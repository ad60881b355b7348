using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Monolith.GraphQL.Transport.Sockets;

/// <summary>Opens WebSockets: origin, sub-protocol, and the end when the application stops.</summary>
internal sealed class SocketEndpoint(OperationRun run, GraphQLServerOptions options, IHostApplicationLifetime lifetime)
{
    private const string Protocol = "graphql-transport-ws";

    /// <exception cref="TransportException">The handshake is refused.</exception>
    public async Task HandleAsync(HttpContext http)
    {
        var streams = options.Streams;
        if (!streams.AllowsWebSockets)
        {
            throw new TransportException(StatusCodes.Status400BadRequest, "WebSockets are not offered here.");
        }

        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && !(streams.AllowsOrigin?.Invoke(origin) ?? IsOwn(origin, http.Request)))
        {
            throw new TransportException(StatusCodes.Status403Forbidden, "Pages of this origin may not open a WebSocket.", "FORBIDDEN");
        }

        var isSpoken = http.WebSockets.WebSocketRequestedProtocols.Contains(Protocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = isSpoken ? Protocol : null,
            KeepAliveInterval = streams.KeepAlive,
            KeepAliveTimeout = streams.KeepAlive,
        });
        var connection = new GraphQLConnection(http);
        await using var stopping = lifetime.ApplicationStopping.UnsafeRegister(static state => ((GraphQLConnection)state!).Close(CloseCode.GoingAway, "Going away"), connection);
        if (!isSpoken)
        {
            connection.Close(CloseCode.UnacceptableSubprotocol, "Subprotocol not acceptable");
        }

        await new TransportSocket(socket, connection, run, options).ServeAsync(http.RequestAborted);
    }

    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && request.Host.HasValue
        && page.Host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase) && page.Port == (request.Host.Port ?? (request.IsHttps ? 443 : 80));
}
