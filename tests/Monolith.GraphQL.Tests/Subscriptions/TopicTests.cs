using Monolith.GraphQL.Subscriptions;

namespace Monolith.GraphQL.Tests.Subscriptions;

public sealed class TopicTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_reaches_everyone_of_its_topic_and_nobody_else()
    {
        var topics = new EventTopics();
        using var one = topics.Subscribe<string>("a");
        using var both = topics.Subscribe<string>("a", "b");
        using var other = topics.Subscribe<string>("b");

        Assert.Equal(2, topics.Publish("a", "1"));
        Assert.Equal(2, topics.Publish("b", "2"));

        Assert.Equal(["1"], await Take(one, 1));
        Assert.Equal(["1", "2"], await Take(both, 2));
        Assert.Equal(["2"], await Take(other, 1));
    }

    [Fact]
    public async Task An_event_of_another_type_is_not_handed_over()
    {
        var topics = new EventTopics();
        using var stream = topics.Subscribe<string>("a");

        Assert.Equal(0, topics.Publish("a", 1));
        topics.Publish("a", "1");

        Assert.Equal(["1"], await Take(stream, 1));
    }

    [Fact]
    public async Task A_topic_is_forgotten_with_its_last_subscriber()
    {
        var topics = new EventTopics();
        var first = topics.Subscribe<int>("a");
        var second = topics.Subscribe<int>("a");

        first.Dispose();
        Assert.True(topics.HasSubscribers("a"));
        second.Dispose();

        Assert.False(topics.HasSubscribers("a"));
        Assert.Equal(0, topics.Count);
        Assert.Equal(0, topics.Publish("a", 1));
        using var again = topics.Subscribe<int>("a");
        topics.Publish("a", 2);
        Assert.Equal([2], await Take(again, 1));
    }

    [Fact]
    public async Task Ending_the_enumeration_ends_the_subscription()
    {
        var topics = new EventTopics();
        var stream = topics.Subscribe<int>("a");
        topics.Publish("a", 1);

        await Take(stream, 1);

        Assert.False(topics.HasSubscribers("a"));
    }

    [Fact]
    public async Task A_slow_subscriber_reads_what_is_queued_and_then_learns_that_it_missed_some()
    {
        var topics = new EventTopics(new TopicOptions { Capacity = 2 });
        var slow = topics.Subscribe<int>("a");
        for (var i = 1; i <= 3; i++)
        {
            topics.Publish("a", i);
        }

        List<int> read = [];
        var fault = await Assert.ThrowsAsync<GraphQLException>(async () =>
        {
            await foreach (var item in slow.WithCancellation(Cancel))
            {
                read.Add(item);
            }
        });

        Assert.Equal([1, 2], read);
        Assert.Equal("SUBSCRIBER_TOO_SLOW", fault.Error.Code);
        Assert.False(topics.HasSubscribers("a"));
    }

    [Fact]
    public async Task The_oldest_event_goes_where_only_the_last_counts()
    {
        var topics = new EventTopics(new TopicOptions { Capacity = 2, Overflow = TopicOverflow.DropOldest });
        using var slow = topics.Subscribe<int>("a");
        for (var i = 1; i <= 5; i++)
        {
            topics.Publish("a", i);
        }

        Assert.Equal([4, 5], await Take(slow, 2));
    }

    [Fact]
    public async Task A_reader_who_waits_is_told_that_nothing_comes_any_more()
    {
        var stream = new EventTopics().Subscribe<int>("a");
        await using var reader = stream.GetAsyncEnumerator(Cancel);
        var next = reader.MoveNextAsync();
        Assert.False(next.IsCompleted);

        stream.Dispose();

        Assert.False(await next);
        Assert.False(await reader.MoveNextAsync());
    }

    [Fact]
    public async Task A_reader_who_waits_can_be_called_away()
    {
        using var stop = new CancellationTokenSource();
        var stream = new EventTopics().Subscribe<int>("a");
        await using var reader = stream.GetAsyncEnumerator(stop.Token);
        var next = reader.MoveNextAsync();

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await next);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.MoveNextAsync());
    }

    [Fact]
    public async Task What_many_tell_at_once_is_read_whole_and_each_in_its_order()
    {
        const int tellers = 8, events = 2000;
        var topics = new EventTopics(new TopicOptions { Capacity = tellers * events });
        using var stream = topics.Subscribe<(int Teller, int Event)>("a");
        var telling = Parallel.ForAsync(0, tellers, Cancel, (teller, _) =>
        {
            for (var i = 0; i < events; i++)
            {
                topics.Publish("a", (teller, i));
            }

            return ValueTask.CompletedTask;
        });

        var read = await Take(stream, tellers * events);

        await telling;
        Assert.All(read.GroupBy(one => one.Teller), one => Assert.Equal(Enumerable.Range(0, events), one.Select(e => e.Event)));
    }

    [Fact]
    public async Task Subscribing_and_leaving_at_once_loses_no_topic()
    {
        var topics = new EventTopics();
        await Parallel.ForAsync(0, 2000, Cancel, (i, _) =>
        {
            using var stream = topics.Subscribe<int>("a");
            Assert.True(topics.Publish("a", i) > 0);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(0, topics.Count);
    }

    private static async Task<List<T>> Take<T>(TopicStream<T> stream, int count)
    {
        List<T> all = [];
        await foreach (var item in stream.WithCancellation(Cancel))
        {
            all.Add(item);
            if (all.Count == count)
            {
                break;
            }
        }

        return all;
    }
}
