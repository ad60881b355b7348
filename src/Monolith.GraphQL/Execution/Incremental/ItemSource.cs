using System.Collections;

namespace Monolith.GraphQL.Execution.Incremental;

/// <summary>The items of a streamed list that nobody has read yet.</summary>
internal abstract class ItemSource : IAsyncDisposable
{
    /// <summary>Reads what there is; waits for the first item only.</summary>
    /// <returns>The items, and whether they are the last.</returns>
    public abstract ValueTask<(List<object?> Items, bool IsEnd)> ReadAsync();

    public abstract ValueTask DisposeAsync();

    public sealed class AtOnce(IEnumerator items) : ItemSource
    {
        public override ValueTask<(List<object?> Items, bool IsEnd)> ReadAsync()
        {
            var all = new List<object?> { items.Current };
            while (items.MoveNext())
            {
                all.Add(items.Current);
            }

            return new((all, true));
        }

        public override ValueTask DisposeAsync()
        {
            (items as IDisposable)?.Dispose();
            return default;
        }
    }

    public sealed class OneByOne(IAsyncEnumerator<object?> items) : ItemSource
    {
        private const int Most = 100;
        private Task<bool>? _next;

        public override async ValueTask<(List<object?> Items, bool IsEnd)> ReadAsync()
        {
            var read = new List<object?>();
            var next = _next ?? items.MoveNextAsync().AsTask();
            _next = null;
            while (await next)
            {
                read.Add(items.Current);
                next = items.MoveNextAsync().AsTask();
                if (read.Count == Most || !next.IsCompletedSuccessfully)
                {
                    _next = next;
                    return (read, false);
                }
            }

            return (read, true);
        }

        public override async ValueTask DisposeAsync()
        {
            if (_next is not null)
            {
                await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await items.DisposeAsync();
        }
    }
}
