using Monolith.GraphQL.Annotations;
using Monolith.GraphQL.DataLoader;
using Monolith.GraphQL.Execution;
using Monolith.GraphQL.Relay;

namespace Monolith.GraphQL.Tests.Sample;

/// <summary>Someone who writes books.</summary>
/// <param name="Id">The author's key.</param>
/// <param name="Name">The name on the cover.</param>
/// <param name="BornOn">The day of birth, when it is known.</param>
[GraphQLName("Author")]
public sealed record Author(Guid Id, string Name, DateOnly? BornOn);

/// <summary>A book.</summary>
/// <param name="Id">The book's key.</param>
/// <param name="Title">The title.</param>
/// <param name="Genre">The shelf.</param>
/// <param name="Pages">How long it is.</param>
/// <param name="AddedAt">When the library got it.</param>
/// <param name="Tags">Words that readers gave it.</param>
/// <param name="AuthorId">Who wrote it.</param>
[GraphQLName("Book")]
public sealed record Book(Guid Id, string Title, Genre Genre, int Pages, DateTime AddedAt, IReadOnlyList<string> Tags, [property: GraphQLIgnore] Guid AuthorId)
{
    /// <summary>The shelf mark of old.</summary>
    [GraphQLDeprecated("Use genre.")]
    public string? Shelf => null;

    /// <summary>Who wrote it, known by key only.</summary>
    [GraphQLType("Author!")]
    public NodeRef Writer => new("Author", AuthorId);
}

/// <summary>A shelf.</summary>
public enum Genre
{
    /// <summary>Invented.</summary>
    Novel,

    /// <summary>Looked up.</summary>
    NonFiction,

    /// <summary>Rhymed.</summary>
    [GraphQLDeprecated("Nobody reads it.")]
    Verse,
}

/// <summary>Something a reader finds.</summary>
[UnionType]
public interface IFound;

/// <summary>A shelf that was found.</summary>
public sealed record FoundShelf(Genre Genre, int Count) : IFound;

/// <summary>A remark that was found.</summary>
public sealed record FoundNote(string Text) : IFound;

/// <summary>A book to be added.</summary>
/// <param name="Title">The title.</param>
/// <param name="Genre">The shelf.</param>
/// <param name="AuthorId">Who wrote it.</param>
/// <param name="Pages">How long it is.</param>
/// <param name="Tag">A word for it, or null for none; left out, it is "new".</param>
public sealed record AddBook(string Title, Genre Genre, [ID("Author")] Guid AuthorId, int Pages = 100, Optional<string?> Tag = default);

/// <summary>A book to look for.</summary>
[OneOf]
public sealed record BookKey(Guid? Id, string? Title);

public sealed class Shelves
{
    public Shelves()
    {
        for (var i = 1; i <= 12; i++)
        {
            Authors.Add(new Author(Key(1, i), $"Author {i}", i % 2 == 0 ? new DateOnly(1900 + i, 1, i) : null));
        }

        for (var i = 1; i <= 57; i++)
        {
            Books.Add(new Book(Key(2, i), $"Book {i:00}", (Genre)(i % 3), 100 + i, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i), [$"t{i}", "all"], Authors[i % 12].Id));
        }
    }

    public List<Author> Authors { get; } = [];

    public List<Book> Books { get; } = [];

    /// <summary>The keys of each batch that was fetched.</summary>
    public List<int> Batches { get; } = [];

    public List<string> Log { get; } = [];

    public static Guid Key(int kind, int number) => new($"0000000{kind}-0000-7000-8000-{number:000000000000}");
}

public sealed class AuthorById(RequestContext request, Shelves shelves) : BatchDataLoader<Guid, Author>(request)
{
    protected override async Task<IReadOnlyDictionary<Guid, Author>> LoadBatchAsync(IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        await Task.Yield();
        shelves.Batches.Add(keys.Count);
        return shelves.Authors.Where(a => keys.Contains(a.Id)).ToDictionary(a => a.Id);
    }
}

public sealed class BooksOfAuthor(RequestContext request, Shelves shelves) : BatchDataLoader<Guid, IReadOnlyList<Book>>(request)
{
    protected override Task<IReadOnlyDictionary<Guid, IReadOnlyList<Book>>> LoadBatchAsync(IReadOnlyList<Guid> keys, CancellationToken cancellationToken)
    {
        shelves.Batches.Add(keys.Count);
        return Task.FromResult<IReadOnlyDictionary<Guid, IReadOnlyList<Book>>>(
            keys.ToDictionary(k => k, k => (IReadOnlyList<Book>)shelves.Books.Where(b => b.AuthorId == k).ToArray()));
    }
}

[ObjectType<Book>]
public static class BookNode
{
    [NodeResolver]
    public static Task<Book?> ById(Guid id, [Service] Shelves shelves, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(shelves.Books.Find(b => b.Id == id));
    }

    /// <summary>Who wrote it.</summary>
    public static async Task<Author> Author([Parent] Book book, AuthorById loader, CancellationToken cancellationToken) =>
        (await loader.LoadAsync(book.AuthorId, cancellationToken))!;

    /// <summary>The title, shortened.</summary>
    public static string ShortTitle([Parent] Book book, int length = 4) => book.Title[..Math.Min(length, book.Title.Length)];
}

[ObjectType<Author>]
public static class AuthorNode
{
    [NodeResolver]
    public static Task<IReadOnlyDictionary<Guid, Author>> ByIds(IReadOnlyList<Guid> ids, [Service] Shelves shelves)
    {
        shelves.Batches.Add(ids.Count);
        return Task.FromResult<IReadOnlyDictionary<Guid, Author>>(shelves.Authors.Where(a => ids.Contains(a.Id)).ToDictionary(a => a.Id));
    }

    public static async Task<IReadOnlyList<Book>> GetBooksAsync([Parent] Author author, BooksOfAuthor loader) => (await loader.LoadAsync(author.Id))!;
}

[QueryType]
public static class LibraryQueries
{
    /// <summary>All books, page by page.</summary>
    public static Connection<Book> Books(PageArguments page, [Service] Shelves shelves) =>
        Connection<Book>.FromList(shelves.Books, page, book => Cursor.Encode(book.Title, book.Id.ToString()));

    public static IReadOnlyList<Author> Authors([Service] Shelves shelves) => shelves.Authors;

    public static async Task<Book?> Book(BookKey key, [Service] Shelves shelves)
    {
        await Task.Yield();
        return shelves.Books.Find(b => b.Id == key.Id || b.Title == key.Title);
    }

    public static IReadOnlyList<IFound> Search(string text) => [new FoundShelf(Genre.NonFiction, text.Length), new FoundNote(text)];

    public static string Fails() => throw new InvalidOperationException("secret");

    public static string? Refuses() => throw new GraphQLException("Not today.", "CLOSED");

    public static async Task<string> Slow(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return "never";
    }
}

[MutationType]
public static class LibraryMutations
{
    public static async Task<Book> AddBook(AddBook input, [Service] Shelves shelves)
    {
        shelves.Log.Add($"begin {input.Title}");
        await Task.Yield();
        var book = new Book(Shelves.Key(2, shelves.Books.Count + 1), input.Title, input.Genre, input.Pages, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc), [input.Tag.Or("new") ?? "none"], input.AuthorId);
        shelves.Books.Add(book);
        shelves.Log.Add($"end {input.Title}");
        return book;
    }
}
