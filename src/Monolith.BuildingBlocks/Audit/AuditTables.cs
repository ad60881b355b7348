using System.Data.Common;
using Microsoft.Data.Sqlite;
using Monolith.BuildingBlocks.Storage;
using Npgsql;

namespace Monolith.BuildingBlocks.Audit;

/// <summary>Where the signed checkpoints go: a file outside the database, best on a disk that only takes appends.</summary>
/// <param name="CheckpointPath">The file.</param>
public sealed record AuditOptions(string CheckpointPath);

/// <summary>The audit's tables and transactions on them, the same for both databases.</summary>
internal sealed class AuditTables(StorageOptions storage, SqliteWriter? writer = null)
{
    public bool IsSqlite => storage.Kind == DatabaseKind.Sqlite;

    public string Entry => IsSqlite ? "audit_entry" : "audit.entry";

    public string Checkpoint => IsSqlite ? "audit_checkpoint" : "audit.checkpoint";

    /// <summary>The order in which entries are sealed: as they were committed, as far as the database knows.</summary>
    public string Order => IsSqlite ? "position" : "id";

    public object Instant(DateTime at) => IsSqlite ? Microseconds(at) : new DateTime(at.Ticks - (at.Ticks % 10), DateTimeKind.Utc);

    public static long Microseconds(DateTime at) => (at.Ticks - DateTime.UnixEpoch.Ticks) / 10;

    public static DateTime InstantOf(object value) => value is long micros ? new((micros * 10) + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc) : DateTime.SpecifyKind((DateTime)value, DateTimeKind.Utc);

    /// <summary>A connection that only reads, and waits for nobody.</summary>
    public async Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(storage.ConnectionString + ";Mode=ReadOnly") : new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>One transaction.</summary>
    public async Task<T> WriteAsync<T>(Func<DbConnection, CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        if (writer is not null)
        {
            using var lease = await writer.EnterAsync(cancellationToken);
            return await InTransactionAsync(lease.Connection, act, cancellationToken);
        }

        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return await InTransactionAsync(connection, act, cancellationToken);
    }

    private static async Task<T> InTransactionAsync<T>(DbConnection connection, Func<DbConnection, CancellationToken, Task<T>> act, CancellationToken cancellationToken)
    {
        await using (var begin = connection.Command("BEGIN"))
        {
            await begin.ExecuteNonQueryAsync(cancellationToken);
        }

        try
        {
            var result = await act(connection, cancellationToken);
            await using var commit = connection.Command("COMMIT");
            await commit.ExecuteNonQueryAsync(cancellationToken);
            return result;
        }
        catch
        {
            await using var rollback = connection.Command("ROLLBACK");
            await rollback.ExecuteNonQueryAsync(CancellationToken.None);
            throw;
        }
    }
}
