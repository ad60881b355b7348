using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Transport.Sockets;

namespace Monolith.GraphQL.Transport.EventStreams;

/// <summary>
/// graphql-sse. Distinct connections: POST, or GET for queries and subscriptions, accepting text/event-stream. Single connection: PUT reserves a stream, GET
/// with its token opens it, POST with the token adds an operation, DELETE ends one.
/// </summary>
internal sealed class EventStreamEndpoint(OperationRun run, GraphQLServerOptions options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private const string TokenHeader = "X-GraphQL-Event-Stream-Token";
    private readonly GraphQLStreamOptions _streams = options.Streams;
    private readonly StreamReservations _reservations = new(options.Streams, clock);

    /// <summary>Whether the call is about an event stream.</summary>
    public bool IsMeant(HttpRequest request) => _streams.AllowsEventStreams && request.Method switch
    {
        "PUT" => request.ContentLength is null or 0,
        "DELETE" => TokenOf(request) is not null,
        "GET" or "POST" => TokenOf(request) is not null || AcceptHeader.WantsEventStream(request),
        _ => false,
    };

    /// <exception cref="TransportException">It is no well-formed call of the protocol.</exception>
    /// <exception cref="GraphQLException">The host refused the caller.</exception>
    public Task HandleAsync(HttpContext http) => (http.Request.Method, TokenOf(http.Request)) switch
    {
        ("PUT", _) => ReserveAsync(http),
        ("GET", { } token) => OpenAsync(http, token),
        ("POST", { } token) => AddAsync(http, token),
        ("DELETE", { } token) => EndAsync(http, token),
        _ => OneOperationAsync(http),
    };

    private async Task OneOperationAsync(HttpContext http)
    {
        var (request, body) = http.Request.Method == "GET" ? RequestReader.FromUrl(http.Request, options) : await RequestReader.FromBody(http.Request, options, http.RequestAborted);
        using (body)
        {
            request = request.Kept();
        }

        var connection = await ConnectAsync(http);
        var writer = new EventStreamWriter(http, _streams);
        await ServeAsync(connection, writer, () => run.RunAsync(connection, request, new OnlyOperation(writer), connection.Closed));
    }

    private async Task ReserveAsync(HttpContext http)
    {
        var connection = await ConnectAsync(http);
        var token = _reservations.Reserve(connection.Subject)
            ?? throw new TransportException(StatusCodes.Status503ServiceUnavailable, "There are too many event streams.", "TOO_MANY_STREAMS");
        http.Response.StatusCode = StatusCodes.Status201Created;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(token, http.RequestAborted);
    }

    private async Task OpenAsync(HttpContext http, string token)
    {
        var connection = await ConnectAsync(http);
        var stream = Find(token, connection);
        var opened = new ReservedStream.Opened(connection, new EventStreamWriter(http, _streams));
        if (!stream.TryOpen(opened))
        {
            throw new TransportException(StatusCodes.Status409Conflict, "The stream is open already.", "STREAM_OPEN");
        }

        try
        {
            await ServeAsync(connection, opened.Writer, async () => await Task.Delay(Timeout.InfiniteTimeSpan, connection.Closed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
        }
        finally
        {
            _reservations.Remove(token);
            await opened.Operations.WhenEmptyAsync();
        }
    }

    private async Task AddAsync(HttpContext http, string token)
    {
        var opened = await OpenedAsync(http, token);
        var (request, body) = await RequestReader.FromBody(http.Request, options, http.RequestAborted);
        using (body)
        {
            request = request.Kept();
        }

        if (request.Extensions.ValueKind is not JsonValueKind.Object || !request.Extensions.TryGetProperty("operationId", out var given) || given.ValueKind is not JsonValueKind.String
            || given.GetString() is not { Length: > 0 and <= 256 } id)
        {
            throw new TransportException(StatusCodes.Status400BadRequest, "The member 'extensions.operationId' must be a string of 1 to 256 characters.");
        }

        if (opened.Operations.Count >= _streams.MaxOperations)
        {
            throw new TransportException(StatusCodes.Status429TooManyRequests, $"More operations at a time than the limit of {_streams.MaxOperations}.", "TOO_MANY_OPERATIONS");
        }

        var operation = new RunningOperation(id, opened.Operations, opened.Writer, opened.Connection.Closed);
        if (!opened.Operations.TryAdd(id, operation))
        {
            throw new TransportException(StatusCodes.Status409Conflict, "An operation of this id is running.", "OPERATION_EXISTS");
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
        opened.Operations.Enter();
        _ = operation.RunAsync(run, opened.Connection, request);
    }

    private async Task EndAsync(HttpContext http, string token)
    {
        var opened = await OpenedAsync(http, token);
        var id = http.Request.Query["operationId"].ToString();
        if (id.Length == 0)
        {
            throw new TransportException(StatusCodes.Status400BadRequest, "The parameter 'operationId' is missing.");
        }

        opened.Operations.Cancel(id);
        http.Response.StatusCode = StatusCodes.Status200OK;
    }

    private async Task<ReservedStream.Opened> OpenedAsync(HttpContext http, string token)
    {
        var caller = await ConnectAsync(http);
        return Find(token, caller).Current ?? throw new TransportException(StatusCodes.Status409Conflict, "The stream is not open yet.", "STREAM_NOT_OPEN");
    }

    private ReservedStream Find(string token, GraphQLConnection caller) =>
        _reservations.TryFind(token, caller.Subject, out var stream) ? stream : throw new TransportException(StatusCodes.Status404NotFound, "There is no such event stream.", "STREAM_NOT_FOUND");

    private async ValueTask<GraphQLConnection> ConnectAsync(HttpContext http)
    {
        var connection = new GraphQLConnection(http);
        if (_streams.OnConnect is { } connect)
        {
            await connect(connection, default, http.RequestAborted);
        }

        return connection;
    }

    private async Task ServeAsync(GraphQLConnection connection, EventStreamWriter writer, Func<Task> work)
    {
        var http = connection.HttpContext;
        await using var gone = http.RequestAborted.UnsafeRegister(static state => ((GraphQLConnection)state!).Close(CloseCode.GoingAway, ""), connection);
        await using var stopping = lifetime.ApplicationStopping.UnsafeRegister(static state => ((GraphQLConnection)state!).Close(CloseCode.GoingAway, ""), connection);
        _streams.OnOpen?.Invoke(connection);
        await writer.OpenAsync();
        var alive = writer.KeepAliveAsync(connection.Closed);
        await work();
        connection.Close(CloseCode.GoingAway, "");
        await alive;
    }

    private static string? TokenOf(HttpRequest request) =>
        request.Headers[TokenHeader].ToString() is { Length: > 0 } given ? given : request.QueryString.HasValue && request.Query["token"].ToString() is { Length: > 0 } parameter ? parameter : null;

    private sealed class OnlyOperation(EventStreamWriter writer) : IResultSink
    {
        public ValueTask NextAsync(ExecutionResult result, CancellationToken cancellationToken) => writer.NextAsync(result, cancellationToken);

        public async ValueTask FailAsync(ExecutionResult refused, CancellationToken cancellationToken)
        {
            await writer.NextAsync(refused, cancellationToken);
            await writer.CompleteAsync(cancellationToken);
        }

        public ValueTask CompleteAsync(CancellationToken cancellationToken) => writer.CompleteAsync(cancellationToken);
    }
}
