namespace Monolith.GraphQL.Execution;

/// <summary>How an operation began: with its only result, or with a stream of results.</summary>
/// <param name="Result">The result of a query or mutation, or what a subscription was refused with; null when there is a stream.</param>
/// <param name="Stream">The response stream of a subscription; null when there is a result.</param>
public readonly record struct OperationStart(ExecutionResult? Result, ResponseStream? Stream);

/// <summary>
/// The response stream of one subscription (specification, section 6.2.3.2): events come from <see cref="Events"/>, one at a time, and each is executed for
/// its result. Nothing is buffered here. Dispose it when the subscriber goes; that cancels the source.
/// </summary>
public sealed class ResponseStream : IAsyncDisposable
{
    private readonly RequestExecutor _executor;
    private readonly PreparedOperation _operation;
    private readonly VariableValues _variables;
    private readonly IAsyncEnumerable<object?> _source;

    internal ResponseStream(RequestExecutor executor, PreparedOperation operation, VariableValues variables, IAsyncEnumerable<object?> source)
    {
        _executor = executor;
        _operation = operation;
        _variables = variables;
        _source = source;
    }

    /// <summary>The events of the source. What the source throws comes out of the enumeration; see <see cref="FailureOf"/>.</summary>
    public IAsyncEnumerable<object?> Events => _source;

    /// <summary>Stands for an event that is null.</summary>
    internal static object NoValue { get; } = new();

    /// <summary>Executes the operation for one event: ExecuteSubscriptionEvent.</summary>
    /// <param name="value">The event, the parent of the root field.</param>
    /// <param name="context">A context that no other event is executed with.</param>
    /// <param name="cancellationToken">Cancelled when the subscriber has gone.</param>
    /// <exception cref="OperationCanceledException">The subscriber has gone.</exception>
    public ValueTask<ExecutionResult> ExecuteAsync(object? value, RequestContext context, CancellationToken cancellationToken) =>
        _executor.ExecuteEventAsync(_operation, _variables, context, value, cancellationToken);

    /// <summary>What the subscriber may read of an exception of the source: errors without data. The rest is logged under the context's id.</summary>
    public ExecutionResult FailureOf(Exception fault, RequestContext context) => _executor.SourceFailed(fault, _operation, _variables, context);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        switch (_source)
        {
            case IAsyncDisposable source:
                await source.DisposeAsync();
                break;
            case IDisposable source:
                source.Dispose();
                break;
        }
    }
}
