using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Persistence;

/// <summary>Makes every pooled SQLite connection that is not the writer read-only, once for each native handle.</summary>
internal sealed class SqliteReaders : DbConnectionInterceptor
{
    public static SqliteReaders Instance { get; } = new();

    private static readonly ConditionalWeakTable<sqlite3, object> Prepared = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Prepare((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Prepare((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private static void Prepare(SqliteConnection connection)
    {
        if (Prepared.TryGetValue(connection.Handle!, out _))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA query_only=ON;";
        command.ExecuteNonQuery();
        Prepared.AddOrUpdate(connection.Handle!, Prepared);
    }
}
