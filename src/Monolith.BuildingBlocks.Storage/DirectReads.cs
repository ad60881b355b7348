using System.Collections.Concurrent;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>
/// Prepared statements of the few reads that most requests make, past Entity Framework, which costs several times what they cost. Read-only, and outside every
/// transaction: what a command has not committed is not seen. A statement is a constant in the SQL of PostgreSQL, with <c>module.table</c>, <c>$1</c>, <c>$2</c> …
/// and <c>= ANY($1)</c>; on SQLite it is put into that database's words. At most <see cref="MostConnections"/> connections, which stay open; further reads wait for one.
/// </summary>
/// <param name="storage">The database.</param>
public sealed class DirectReads(StorageOptions storage) : IDisposable
{
    /// <summary>Connections that are open at once, at most.</summary>
    public const int MostConnections = 16;

    private const int MostIds = 100;
    private readonly ConcurrentBag<IPreparedReads> idle = [];
    private readonly SemaphoreSlim free = new(MostConnections);

    /// <summary>Open connections that wait for a read.</summary>
    public int IdleConnections => idle.Count;

    /// <summary>The rows of a statement, each as <paramref name="read"/> makes it.</summary>
    /// <param name="statement">A constant: it is prepared once a connection and kept.</param>
    /// <param name="values">The values in their order: ids, numbers, texts; no instants, which the databases store differently.</param>
    /// <param name="read">Makes an object of a row.</param>
    /// <param name="cancellationToken">Stops the statement in the database (R56).</param>
    public async ValueTask<List<T>> ReadAsync<T>(string statement, object[] values, Func<StoredRow, T> read, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        await AddAsync(statement, values, read, rows, cancellationToken);
        return rows;
    }

    /// <summary>The rows of a statement whose only value is a list of ids; in the statement's order for each hundred of them.</summary>
    public async ValueTask<List<T>> ReadByIdsAsync<T>(string statement, IReadOnlyCollection<Guid> ids, Func<StoredRow, T> read, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        foreach (var some in ids.Chunk(MostIds))
        {
            await AddAsync(statement, [some], read, rows, cancellationToken);
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        while (idle.TryTake(out var open))
        {
            open.Dispose();
        }

        free.Dispose();
    }

    private async ValueTask AddAsync<T>(string statement, object[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            while (!await TryAddAsync(statement, values, read, rows, cancellationToken))
            {
                rows.Clear();
            }
        }
        finally
        {
            free.Release();
        }
    }

    // False when a connection that had been left open turned out to be lost: the server was started anew. A new one that is lost is a fault.
    private async ValueTask<bool> TryAddAsync<T>(string statement, object[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        var wasOpen = idle.TryTake(out var one);
        var open = one ?? (storage.Kind is DatabaseKind.Sqlite ? new FileReads(storage.ConnectionString) : await ServerReads.OpenAsync(storage.ConnectionString, cancellationToken));
        try
        {
            await open.AddAsync(statement, values, read, rows, cancellationToken);
        }
        catch
        {
            open.Dispose();
            if (wasOpen && open.IsLost && !cancellationToken.IsCancellationRequested)
            {
                return false;
            }

            throw;
        }

        idle.Add(open);
        return true;
    }
}

/// <summary>An open connection with its prepared statements, for one caller at a time. After a fault it is not used again.</summary>
internal interface IPreparedReads : IDisposable
{
    /// <summary>Whether the server is no longer at the other end.</summary>
    bool IsLost { get; }

    /// <summary>Adds the rows of the statement.</summary>
    ValueTask AddAsync<T>(string statement, object[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken);
}
