using System.Collections.Concurrent;

namespace Monolith.GraphQL.Subscriptions;

/// <summary>The hub of topics of one process.</summary>
/// <param name="options">How subscribers are treated; not to be changed afterwards.</param>
public sealed class EventTopics(TopicOptions? options = null) : IEventTopics
{
    private readonly TopicOptions _options = options ?? new TopicOptions();
    private readonly ConcurrentDictionary<string, Topic> _topics = new(StringComparer.Ordinal);

    /// <summary>How many topics somebody listens to.</summary>
    public int Count => _topics.Count;

    /// <inheritdoc/>
    public bool HasSubscribers(string topic) => _topics.ContainsKey(topic);

    /// <inheritdoc/>
    public int Publish<T>(string topic, T message)
    {
        var handed = 0;
        if (_topics.TryGetValue(topic, out var found))
        {
            foreach (var subscriber in found.Snapshot())
            {
                if (subscriber is TopicStream<T> stream)
                {
                    stream.Offer(message);
                    handed++;
                }
            }
        }

        return handed;
    }

    /// <inheritdoc/>
    public TopicStream<T> Subscribe<T>(params IReadOnlyCollection<string> topics)
    {
        var stream = new TopicStream<T>(this, topics, _options);
        foreach (var topic in topics)
        {
            while (!_topics.GetOrAdd(topic, static _ => new Topic()).TryAdd(stream))
            {
                // The last subscriber left in this moment and took the topic along; the next turn makes a new one.
            }
        }

        return stream;
    }

    internal void Remove(IReadOnlyCollection<string> topics, object stream)
    {
        foreach (var topic in topics)
        {
            if (_topics.TryGetValue(topic, out var found) && found.Remove(stream))
            {
                _topics.TryRemove(new KeyValuePair<string, Topic>(topic, found));
            }
        }
    }

    private sealed class Topic
    {
        private readonly HashSet<object> _subscribers = [];
        private object[]? _snapshot;
        private bool _isGone;

        public bool TryAdd(object subscriber)
        {
            lock (_subscribers)
            {
                if (_isGone)
                {
                    return false;
                }

                _snapshot = null;
                _subscribers.Add(subscriber);
                return true;
            }
        }

        /// <summary>True when nobody is left; then the topic takes no one any more.</summary>
        public bool Remove(object subscriber)
        {
            lock (_subscribers)
            {
                _snapshot = null;
                return _subscribers.Remove(subscriber) && (_isGone = _subscribers.Count == 0);
            }
        }

        public object[] Snapshot()
        {
            lock (_subscribers)
            {
                return _snapshot ??= [.. _subscribers];
            }
        }
    }
}
