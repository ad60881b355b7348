namespace Monolith.GraphQL.Subscriptions;

/// <summary>The events of some topics for one subscriber. It is read once, by one reader.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public sealed class TopicStream<T> : IAsyncEnumerable<T>, IDisposable
{
    private readonly EventTopics _hub;
    private readonly IReadOnlyCollection<string> _topics;
    private readonly EventQueue<T> _queue;
    private readonly bool _dropsOldest;

    internal TopicStream(EventTopics hub, IReadOnlyCollection<string> topics, TopicOptions options)
    {
        _hub = hub;
        _topics = topics;
        _dropsOldest = options.Overflow is TopicOverflow.DropOldest;
        _queue = new EventQueue<T>(options.Capacity, Dispose);
    }

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) => _queue.Read(cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _hub.Remove(_topics, this);
        _queue.End();
    }

    internal void Offer(T message)
    {
        if (!_queue.TryAdd(message, _dropsOldest))
        {
            _hub.Remove(_topics, this);
            _queue.End(new GraphQLException("Events came faster than they were read; some are missing. Subscribe again.", "SUBSCRIBER_TOO_SLOW"));
        }
    }
}
