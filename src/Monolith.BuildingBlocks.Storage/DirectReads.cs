using System.Collections.Concurrent;
using System.Data.Common;
using Npgsql;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>
/// Prepared statements of the few reads that most requests make, past Entity Framework, which costs several times what they cost. Read-only, and outside every
/// transaction: what a command has not committed is not seen. A statement is a constant in the SQL of PostgreSQL, with <c>module.table</c>, <c>$1</c>, <c>$2</c> …
/// and <c>= ANY($1)</c>; on SQLite it is put into that database's words.
/// </summary>
/// <param name="storage">The database.</param>
public sealed class DirectReads(StorageOptions storage) : IDisposable
{
    private const int MostIds = 100;
    private const int MostConnections = 16;
    private const int MostStatements = 50;
    private readonly ConcurrentBag<SqliteStatements> idle = [];
    private readonly NpgsqlDataSource? server = storage.Kind is DatabaseKind.PostgreSql ? Source(storage.ConnectionString) : null;

    /// <summary>The rows of a statement, each as <paramref name="read"/> makes it.</summary>
    /// <param name="statement">A constant: it is prepared once a connection and kept.</param>
    /// <param name="values">The values in their order; no instants, which the databases store differently.</param>
    /// <param name="read">Makes an object of a row.</param>
    /// <param name="cancellationToken">Stops the statement in the database (R56).</param>
    public async ValueTask<List<T>> ReadAsync<T>(string statement, object[] values, Func<StoredRow, T> read, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        await (storage.Kind is DatabaseKind.Sqlite ? FromFileAsync(statement, values, read, rows, cancellationToken) : FromServerAsync(statement, values, read, rows, cancellationToken));
        return rows;
    }

    /// <summary>The rows of a statement whose only value is a list of ids; in the statement's order for each hundred of them.</summary>
    public async ValueTask<List<T>> ReadByIdsAsync<T>(string statement, IReadOnlyCollection<Guid> ids, Func<StoredRow, T> read, CancellationToken cancellationToken)
    {
        List<T> rows = [];
        foreach (var some in ids.Chunk(MostIds))
        {
            await (storage.Kind is DatabaseKind.Sqlite ? FromFileAsync(statement, some, read, rows, cancellationToken) : FromServerAsync(statement, [some], read, rows, cancellationToken));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        server?.Dispose();
        while (idle.TryTake(out var open))
        {
            open.Dispose();
        }
    }

    // A pool of its own: these connections have no state that would have to be reset for the next user.
    private static NpgsqlDataSource Source(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var settings = builder.ConnectionStringBuilder;
        (settings.NoResetOnClose, settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (true, MostStatements, 1);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, MostConnections);
        return builder.Build();
    }

    private async ValueTask FromServerAsync<T>(string statement, object[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        await using var connection = await server!.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                Guid id => new NpgsqlParameter<Guid> { TypedValue = id },
                int number => new NpgsqlParameter<int> { TypedValue = number },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        await AddAsync(command, read, rows, cancellationToken);
    }

    private async ValueTask FromFileAsync<T, TValue>(string statement, TValue[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var open = idle.TryTake(out var one) ? one : new SqliteStatements(storage);
        try
        {
            await using var stop = cancellationToken.UnsafeRegister(static handle => raw.sqlite3_interrupt((sqlite3)handle!), open.Handle);
            await AddAsync(open.Command(statement, values), read, rows, cancellationToken);
        }
        catch
        {
            open.Dispose();
            throw;
        }

        idle.Add(open);
    }

    private static async ValueTask AddAsync<T>(DbCommand command, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new StoredRow(reader);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }
    }
}
