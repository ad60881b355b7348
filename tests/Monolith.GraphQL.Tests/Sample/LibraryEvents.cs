using System.Runtime.CompilerServices;
using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.Subscriptions;

namespace Monolith.GraphQL.Tests.Sample;

[SubscriptionType]
public static class LibrarySubscriptions
{
    /// <summary>Books as they are added.</summary>
    public static IAsyncEnumerable<Book> BookAdded(IEventTopics topics) => topics.Subscribe<Book>("books");

    public static IAsyncEnumerable<Book> ToBooksOfGenre(Genre genre, IEventTopics topics) => topics.Subscribe<Book>($"books/{genre}");

    /// <summary>Titles of books of a genre, resolved for each.</summary>
    [Subscribe(With = nameof(ToBooksOfGenre))]
    public static async Task<string> TitleOfGenre([EventMessage] Book book, AuthorById authors, string separator = " by ")
    {
        var author = await authors.LoadAsync(book.AuthorId);
        return book.Title.StartsWith('!') ? throw new GraphQLException("Not this one.", "HIDDEN") : book.Title + separator + author!.Name;
    }

    /// <summary>Numbers from one.</summary>
    public static async IAsyncEnumerable<int> Count(int to, int? breaksAt = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 1; i <= to; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return i == breaksAt ? throw new InvalidOperationException("secret") : i;
        }
    }

    /// <summary>Never opens.</summary>
    public static IAsyncEnumerable<int> Closed() => throw new GraphQLException("Not today.", "CLOSED");

    /// <summary>Remembers in the log when it ends.</summary>
    public static async IAsyncEnumerable<string> Endless([Service] Shelves shelves, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        shelves.Log.Add("opened");
        try
        {
            yield return "first";
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        finally
        {
            shelves.Log.Add("ended");
        }
    }
}

[SubscriptionType]
public static class NoEvents
{
    public static string Silent() => "";
}
