using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.Transport;

/// <summary>Writes what a connection says about one of its operations. The question is asked when the message's turn has come.</summary>
internal interface IOperationWriter
{
    ValueTask NextAsync(string id, ExecutionResult result, Func<bool> isWanted, CancellationToken cancellationToken);

    ValueTask FailAsync(string id, ExecutionResult refused, Func<bool> isWanted, CancellationToken cancellationToken);

    ValueTask CompleteAsync(string id, Func<bool> isWanted, CancellationToken cancellationToken);
}

/// <summary>One operation of a connection that carries several. Once it was cancelled, nothing more is said under its id.</summary>
internal sealed class RunningOperation(string id, OperationTable table, IOperationWriter writer, CancellationToken closed) : IResultSink
{
    private readonly CancellationTokenSource _ended = CancellationTokenSource.CreateLinkedTokenSource(closed);

    public async Task RunAsync(OperationRun run, GraphQLConnection connection, GraphQLRequest request)
    {
        try
        {
            await Task.Yield();
            await run.RunAsync(connection, request, this, _ended.Token);
        }
        catch (OperationCanceledException)
        {
            // The connection ended while the last message waited for its turn.
        }
        finally
        {
            table.Forget(id, this);
            _ended.Dispose();
            table.Leave();
        }
    }

    public void Cancel()
    {
        try
        {
            _ended.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself in this moment.
        }
    }

    public ValueTask NextAsync(ExecutionResult result, CancellationToken cancellationToken) => writer.NextAsync(id, result, IsRunning, cancellationToken);

    public ValueTask FailAsync(ExecutionResult refused, CancellationToken cancellationToken) => writer.FailAsync(id, refused, EndsNow, cancellationToken);

    public ValueTask CompleteAsync(CancellationToken cancellationToken) => writer.CompleteAsync(id, EndsNow, cancellationToken);

    private bool IsRunning() => table.IsRunning(id, this);

    // The id is free from the moment the client can know that the operation is over.
    private bool EndsNow() => table.Forget(id, this);
}
