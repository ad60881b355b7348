using Monolith.GraphQL.Execution;

namespace Monolith.GraphQL.DataLoader;

/// <summary>Something that collects keys during a request and fetches them together. Derive from <see cref="BatchDataLoader{TKey,TValue}"/>.</summary>
public interface IDataLoader
{
    /// <summary>Fetches the waiting keys and answers those who wait, one after the other; after each the executor is told.</summary>
    internal ValueTask DispatchAsync(Func<PendingField, ValueTask> settled, CancellationToken cancellationToken);
}
