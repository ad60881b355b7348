using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Relay;

namespace Monolith.GraphQL.Execution;

/// <summary>Completes stubs of one object type: each key once a request, in one call where the node resolver has a batch form.</summary>
internal sealed class NodeLoader(RequestContext request, NodeResolver resolver) : BatchDataLoader<object, object>(request)
{
    protected override async Task<IReadOnlyDictionary<object, object>> LoadBatchAsync(IReadOnlyList<object> keys, CancellationToken cancellationToken)
    {
        if (resolver.Batch is not null && keys.Count > 1)
        {
            return await resolver.Batch(Request, keys);
        }

        var found = new Dictionary<object, object>(keys.Count);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await resolver.One(Request, key) is { } value)
            {
                found.Add(key, value);
            }
        }

        return found;
    }
}
