using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>Where the results of one operation go. Calls come one after the other.</summary>
internal interface IResultSink
{
    ValueTask NextAsync(ExecutionResult result, CancellationToken cancellationToken);

    /// <summary>The operation was refused or its source failed: errors, no data, and nothing more.</summary>
    ValueTask FailAsync(ExecutionResult refused, CancellationToken cancellationToken);

    ValueTask CompleteAsync(CancellationToken cancellationToken);
}

/// <summary>Runs operations of connections: one result, or one for each event, each executed in a scope of its own.</summary>
internal sealed partial class OperationRun(RequestExecutor executor, GraphQLServerOptions options, ConcurrencyGate gate, IServiceScopeFactory scopes, ILogger logger)
{
    private readonly GraphQLStreamOptions _streams = options.Streams;

    /// <summary>Runs until the result is sent, the stream has ended, or the token is cancelled, which is no fault.</summary>
    public async Task RunAsync(GraphQLConnection connection, GraphQLRequest request, IResultSink sink, CancellationToken cancellationToken)
    {
        var requestId = Guid.CreateVersion7().ToString("N");
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = ContextOf(scope, requestId, connection);
            var start = await StartAsync(connection, request, context, cancellationToken);
            if (start.Stream is { } stream)
            {
                await using (stream)
                {
                    await FollowAsync(stream, context, connection, sink, cancellationToken);
                }

                return;
            }

            using var result = start.Result!;
            if (result.Kind is not ResultKind.Executed)
            {
                await sink.FailAsync(result, cancellationToken);
                return;
            }

            await SendAsync(result, context, sink, cancellationToken);
            await sink.CompleteAsync(cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever asked has gone; there is nobody to tell.
        }
        catch (Exception fault)
        {
            Unexpected(logger, fault, requestId);
            using var refused = ResponseText.Refused([new GraphQLError("Unexpected fault.", extensions: new Dictionary<string, object?> { ["code"] = "INTERNAL", ["requestId"] = requestId })]);
            await sink.FailAsync(refused, cancellationToken);
        }
    }

    private async ValueTask<OperationStart> StartAsync(GraphQLConnection connection, GraphQLRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        try
        {
            gate.Enter();
        }
        catch (GraphQLException refusal)
        {
            return new OperationStart(executor.Refuse(context, refusal.Error), null);
        }

        try
        {
            return await AdmittedAsync(connection, request, context, cancellationToken);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async ValueTask<OperationStart> AdmittedAsync(GraphQLConnection connection, GraphQLRequest request, RequestContext context, CancellationToken cancellationToken)
    {
        OperationStart start;
        try
        {
            if (_streams.OnRequest is { } enter)
            {
                await enter(connection, context);
            }

            request.AcceptsIncremental = executor.OffersIncremental;
            start = await executor.StartAsync(request, context, cancellationToken);
        }
        catch (GraphQLException refusal)
        {
            start = new OperationStart(executor.Refuse(context, refusal.Error), null);
        }

        if (start.Result?.Later is null)
        {
            await LeaveAsync(context);
        }

        return start;
    }

    private async Task SendAsync(ExecutionResult first, RequestContext context, IResultSink sink, CancellationToken cancellationToken)
    {
        await using var later = first.Later;
        await sink.NextAsync(first, cancellationToken);
        if (later is null)
        {
            return;
        }

        await foreach (var next in later.WithCancellation(cancellationToken))
        {
            using (next)
            {
                await sink.NextAsync(next, cancellationToken);
            }
        }

        await LeaveAsync(context);
    }

    /// <summary>MapSourceToResponseEvent (specification, section 6.2.3.2).</summary>
    private async Task FollowAsync(ResponseStream stream, RequestContext opening, GraphQLConnection connection, IResultSink sink, CancellationToken cancellationToken)
    {
        await using var events = stream.Events.GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            try
            {
                if (!await events.MoveNextAsync())
                {
                    break;
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                using var failure = stream.FailureOf(fault, opening);
                await sink.FailAsync(failure, cancellationToken);
                return;
            }

            using var result = await ExecuteAsync(stream, events.Current, connection, cancellationToken);
            await sink.NextAsync(result, cancellationToken);
            if (result.Kind is ResultKind.Refused || _streams.EndsStream?.Invoke(result) is true)
            {
                break;
            }
        }

        await sink.CompleteAsync(cancellationToken);
    }

    private async ValueTask<ExecutionResult> ExecuteAsync(ResponseStream stream, object? value, GraphQLConnection connection, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = ContextOf(scope, Guid.CreateVersion7().ToString("N"), connection);
        try
        {
            if (_streams.OnRequest is { } enter)
            {
                await enter(connection, context);
            }

            return await stream.ExecuteAsync(value, context, cancellationToken);
        }
        catch (GraphQLException refusal)
        {
            return ResponseText.Refused([refusal.Error]);
        }
        finally
        {
            await LeaveAsync(context);
        }
    }

    private RequestContext ContextOf(AsyncServiceScope scope, string requestId, GraphQLConnection connection) => executor.CreateContext(scope.ServiceProvider, requestId, connection);

    private ValueTask LeaveAsync(RequestContext context) => _streams.OnResult?.Invoke(context) ?? ValueTask.CompletedTask;

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "An operation of a connection failed in request {RequestId}")]
    private static partial void Unexpected(ILogger logger, Exception fault, string requestId);
}
