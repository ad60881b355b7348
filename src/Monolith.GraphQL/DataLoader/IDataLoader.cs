namespace Monolith.GraphQL.DataLoader;

/// <summary>Something that collects keys during a request and fetches them together.</summary>
public interface IDataLoader
{
    /// <summary>Whether keys are waiting.</summary>
    bool HasWaiting { get; }

    /// <summary>Fetches the waiting keys and answers those who wait.</summary>
    internal ValueTask DispatchAsync(CancellationToken cancellationToken);
}
