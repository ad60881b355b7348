using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Transport.EventStreams;
using Monolith.GraphQL.Transport.Sockets;

namespace Monolith.GraphQL.Transport;

/// <summary>Answers HTTP calls (GraphQL over HTTP). Refusals of the document are 400 under application/graphql-response+json and 200 under application/json.</summary>
internal sealed partial class GraphQLEndpoint(
    RequestExecutor executor, GraphQLServerOptions options, ConcurrencyGate gate, SocketEndpoint sockets, EventStreamEndpoint streams, ILogger<GraphQLEndpoint> logger)
{
    public async Task Handle(HttpContext http)
    {
        var requestId = RequestId(http);
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = "Accept";
        headers[options.RequestIdHeader] = requestId;
        var media = AcceptHeader.Choose(http.Request);
        try
        {
            await Serve(http, media, requestId);
        }
        catch (TransportException fault)
        {
            await Refuse(http, media, fault);
        }
        catch (GraphQLException refusal) when (!http.Response.HasStarted)
        {
            using var refused = ResponseText.Refused([refusal.Error]);
            await Send(http, media, Status(refused, ResponseMedia.GraphQLResponse), refused);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            Unexpected(logger, fault, requestId);
            using var refused = ResponseText.Refused([new GraphQLError("Unexpected fault.", extensions: new Dictionary<string, object?> { ["code"] = "INTERNAL", ["requestId"] = requestId })]);
            await Send(http, media, StatusCodes.Status500InternalServerError, refused);
        }
    }

    private static async Task Refuse(HttpContext http, ResponseMedia media, TransportException fault)
    {
        if (fault.Status is StatusCodes.Status413PayloadTooLarge)
        {
            // The rest of the body is not read, so the connection cannot carry another request.
            http.Response.Headers.Connection = "close";
        }

        using var refused = ResponseText.Refused([fault.Error]);
        await Send(http, media, fault.Status, refused);
    }

    private Task Serve(HttpContext http, ResponseMedia media, string requestId) => http.Request.Method switch
    {
        "POST" when media is not ResponseMedia.None && !streams.IsMeant(http.Request) => Post(http, media, requestId),
        _ when http.Features.Get<IHttpWebSocketFeature>() is { IsWebSocketRequest: true } => sockets.HandleAsync(http),
        _ when streams.IsMeant(http.Request) => streams.HandleAsync(http),
        "POST" => Post(http, media, requestId),
        "GET" => Get(http, media, requestId),
        "OPTIONS" => Empty(http, StatusCodes.Status204NoContent),
        "HEAD" => Empty(http, StatusCodes.Status405MethodNotAllowed),
        _ => throw new TransportException(StatusCodes.Status405MethodNotAllowed, "The endpoint takes POST, and GET for queries.", "METHOD_NOT_ALLOWED"),
    };

    private async Task Post(HttpContext http, ResponseMedia media, string requestId)
    {
        RefuseUnacceptable(media);
        var (request, body) = await RequestReader.FromBody(http.Request, options, http.RequestAborted);
        using (body)
        {
            await Execute(http, media, request, requestId);
        }
    }

    private async Task Get(HttpContext http, ResponseMedia media, string requestId)
    {
        if (!http.Request.Query.ContainsKey("query") && !http.Request.Query.ContainsKey("documentId") && !http.Request.Query.ContainsKey("extensions"))
        {
            if (options.Sdl is not null && http.Request.Query.ContainsKey("sdl"))
            {
                await SendSdl(http);
                return;
            }

            if (options.Page is not null && AcceptHeader.WantsPage(http.Request))
            {
                await options.Page(http);
                return;
            }
        }

        RefuseUnacceptable(media);
        var (request, parameters) = RequestReader.FromUrl(http.Request, options);
        using (parameters)
        {
            await Execute(http, media, request, requestId);
        }
    }

    private async Task Execute(HttpContext http, ResponseMedia media, GraphQLRequest request, string requestId)
    {
        var context = executor.CreateContext(http, requestId);
        context.ReportsCost = http.Request.Headers.TryGetValue("GraphQL-Cost", out var wish) && wish == "report";
        ExecutionResult? result = null;
        gate.Enter(http.Response);
        try
        {
            result = await Execute(http, context, request);
        }
        finally
        {
            if (result?.Later is null)
            {
                gate.Leave();
            }
        }

        using (result)
        {
            BudgetHeaders.Write(http.Response, context, result.Kind);
            await (result.Later is null ? Send(http, media, Status(result, media), result) : SendParts(http, Status(result, media), result, result.Later));
        }
    }

    private async Task SendParts(HttpContext http, int status, ExecutionResult first, LaterResults later)
    {
        try
        {
            await using (later)
            {
                await MultipartResponse.SendAsync(http, status, first, later);
            }
        }
        finally
        {
            gate.Leave();
        }
    }

    private async ValueTask<ExecutionResult> Execute(HttpContext http, RequestContext context, GraphQLRequest request)
    {
        try
        {
            if (options.OnRequest is not null)
            {
                await options.OnRequest(http, request, context);
            }

            request.AcceptsIncremental = executor.OffersIncremental && AcceptHeader.WantsParts(http.Request);
            return await executor.ExecuteAsync(request, context, http.RequestAborted);
        }
        catch (GraphQLException refusal)
        {
            return executor.Refuse(context, refusal.Error);
        }
    }

    private int Status(ExecutionResult result, ResponseMedia media) => options.StatusFor?.Invoke(result) ?? result.Kind switch
    {
        ResultKind.WrongMethod => StatusCodes.Status405MethodNotAllowed,
        ResultKind.RateLimited => StatusCodes.Status429TooManyRequests,
        ResultKind.Refused when media is ResponseMedia.GraphQLResponse => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status200OK,
    };

    private async Task SendSdl(HttpContext http)
    {
        if (options.Sdl!(http) is not { } text)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), http.RequestAborted);
    }

    private static async Task Send(HttpContext http, ResponseMedia media, int status, ExecutionResult result)
    {
        var response = http.Response;
        response.StatusCode = status;
        if (status is StatusCodes.Status405MethodNotAllowed)
        {
            response.Headers.Allow = result.Kind is ResultKind.WrongMethod ? "POST" : "GET, POST";
        }

        response.ContentType = AcceptHeader.ContentType(media);
        response.ContentLength = result.Json.Length;
        await response.Body.WriteAsync(result.Json, http.RequestAborted);
    }

    private static Task Empty(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Allow = "GET, POST";
        return Task.CompletedTask;
    }

    private static void RefuseUnacceptable(ResponseMedia media)
    {
        if (media is ResponseMedia.None)
        {
            throw new TransportException(
                StatusCodes.Status406NotAcceptable, "The Accept header must allow application/graphql-response+json or application/json.", "NOT_ACCEPTABLE");
        }
    }

    private string RequestId(HttpContext http) =>
        http.Response.Headers.TryGetValue(options.RequestIdHeader, out var present) && present.ToString() is { Length: > 0 } id ? id : http.TraceIdentifier;

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "The endpoint failed in request {RequestId}")]
    private static partial void Unexpected(ILogger logger, Exception fault, string requestId);
}
