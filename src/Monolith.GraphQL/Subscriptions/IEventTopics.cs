namespace Monolith.GraphQL.Subscriptions;

/// <summary>
/// Events by topic within one process. Who publishes never waits for who listens, and a topic that nobody listens to costs one look-up. Every subscriber has a
/// bounded queue; see <see cref="TopicOptions"/>.
/// </summary>
public interface IEventTopics
{
    /// <summary>Whether anybody listens to a topic now; lets a publisher save the work of making the event.</summary>
    bool HasSubscribers(string topic);

    /// <summary>Hands an event to everyone who listens to the topic now. Subscribers of another type of event do not get it.</summary>
    /// <returns>To how many it was handed.</returns>
    int Publish<T>(string topic, T message);

    /// <summary>
    /// Listens to topics from now on: an event that is published after this call is not missed, also when it is read later. Dispose it, or end its enumeration,
    /// to stop. An event published to several of the topics comes once for each.
    /// </summary>
    /// <exception cref="GraphQLException">While reading, code <c>SUBSCRIBER_TOO_SLOW</c>: the queue was full and <see cref="TopicOptions.Overflow"/> ends it.</exception>
    TopicStream<T> Subscribe<T>(params IReadOnlyCollection<string> topics);
}

/// <summary>How a hub of topics treats its subscribers.</summary>
public sealed class TopicOptions
{
    /// <summary>How many events wait for one subscriber at most.</summary>
    public int Capacity { get; set; } = 64;

    /// <summary>What happens to a subscriber that is further behind than that.</summary>
    public TopicOverflow Overflow { get; set; } = TopicOverflow.EndStream;
}

/// <summary>What happens to a subscriber that reads more slowly than events come.</summary>
public enum TopicOverflow
{
    /// <summary>It reads what is in its queue, then its stream fails with <c>SUBSCRIBER_TOO_SLOW</c>. It knows that it missed something and can ask anew.</summary>
    EndStream,

    /// <summary>The oldest event goes. It is not told; for events of which only the last counts.</summary>
    DropOldest,
}
