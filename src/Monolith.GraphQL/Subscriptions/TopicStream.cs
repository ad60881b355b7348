using System.Threading.Channels;

namespace Monolith.GraphQL.Subscriptions;

/// <summary>The events of some topics for one subscriber. It is read once, by one reader.</summary>
/// <typeparam name="T">The type of the events.</typeparam>
public sealed class TopicStream<T> : IAsyncEnumerable<T>, IDisposable
{
    private readonly EventTopics _hub;
    private readonly IReadOnlyCollection<string> _topics;
    private readonly Channel<T> _queue;
    private readonly bool _dropsOldest;

    internal TopicStream(EventTopics hub, IReadOnlyCollection<string> topics, TopicOptions options)
    {
        _hub = hub;
        _topics = topics;
        _dropsOldest = options.Overflow is TopicOverflow.DropOldest;
        _queue = Channel.CreateBounded<T>(new BoundedChannelOptions(options.Capacity)
        {
            SingleReader = true,
            FullMode = _dropsOldest ? BoundedChannelFullMode.DropOldest : BoundedChannelFullMode.Wait,
        });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellationToken))
            {
                while (_queue.Reader.TryRead(out var message))
                {
                    yield return message;
                }
            }
        }
        finally
        {
            Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hub.Remove(_topics, this);
        _queue.Writer.TryComplete();
    }

    internal void Offer(T message)
    {
        if (_queue.Writer.TryWrite(message) || _dropsOldest)
        {
            return;
        }

        _hub.Remove(_topics, this);
        _queue.Writer.TryComplete(new GraphQLException("Events came faster than they were read; some are missing. Subscribe again.", "SUBSCRIBER_TOO_SLOW"));
    }
}
