using Monolith.GraphQL.Execution.Incremental;

namespace Monolith.GraphQL.Execution;

/// <summary>
/// The results that follow the first one of an operation with @defer or @stream: the fields are executed while they are read. Read them once, while the request's
/// context and services live, and dispose them, read or not; that ends lists that are still open. The last one says so (<c>hasNext</c>).
/// </summary>
public sealed class LaterResults : IAsyncEnumerable<ExecutionResult>, IAsyncDisposable
{
    private readonly IncrementalDelivery _delivery;

    internal LaterResults(IncrementalDelivery delivery) => _delivery = delivery;

    /// <summary>Reads the results, each the reader's to dispose. The request's limits of time and bytes hold for all of them together.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public IAsyncEnumerator<ExecutionResult> GetAsyncEnumerator(CancellationToken cancellationToken = default) => _delivery.ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _delivery.DisposeAsync();
}
