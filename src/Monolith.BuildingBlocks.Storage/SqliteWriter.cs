using Microsoft.Data.Sqlite;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>
/// The one write connection of a SQLite file (R4): every commit and every checkpoint happens here, under one asynchronous lock, because
/// SQLite 3.50.4 can lose commits when a second connection checkpoints while one writes. All other connections are read-only.
/// </summary>
public sealed class SqliteWriter(StorageOptions storage) : IAsyncDisposable
{
    private const int CheckpointEvery = 500;
    private readonly SemaphoreSlim gate = new(1, 1);
    private SqliteConnection? connection;
    private int commits;
    private bool disposed;

    /// <summary>Waits for the writer. Dispose the lease to let the next one in; an open transaction must be ended before.</summary>
    public async ValueTask<Lease> EnterAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            return new Lease(this, connection ??= Open());
        }
        catch
        {
            gate.Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        await gate.WaitAsync();
        if (connection is not null)
        {
            Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            await connection.DisposeAsync();
            connection = null;
        }
    }

    private static void Execute(SqliteConnection open, string sql)
    {
        using var command = open.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var opened = new SqliteConnection(storage.ConnectionString + ";Pooling=False");
        opened.Open();
        Execute(opened, $"PRAGMA journal_mode=WAL; PRAGMA synchronous={(storage.IsDurable ? "FULL" : "OFF")}; PRAGMA secure_delete=ON; PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0;");
        return opened;
    }

    private void Leave()
    {
        if (++commits % CheckpointEvery == 0)
        {
            Execute(connection!, "PRAGMA wal_checkpoint(PASSIVE)");
        }

        gate.Release();
    }

    /// <summary>The right to write, held by one caller at a time.</summary>
    public sealed class Lease : IDisposable
    {
        private SqliteWriter? writer;

        internal Lease(SqliteWriter writer, SqliteConnection connection) => (this.writer, Connection) = (writer, connection);

        /// <summary>The open write connection.</summary>
        public SqliteConnection Connection { get; }

        /// <inheritdoc/>
        public void Dispose() => Interlocked.Exchange(ref writer, null)?.Leave();
    }
}
