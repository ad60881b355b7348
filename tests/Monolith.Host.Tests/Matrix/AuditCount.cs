using System.Data.Common;
using Microsoft.Data.Sqlite;
using Monolith.Testing;
using Npgsql;

namespace Monolith.Host.Tests.Matrix;

/// <summary>Counts what the audit holds: reads of one person's data, and denials.</summary>
internal sealed class AuditCount(TestDatabase database, Guid person)
{
    public async Task<(long Granted, long Denied)> CountAsync()
    {
        var isSqlite = database.Kind == Databases.Sqlite;
        await using DbConnection connection = isSqlite ? new SqliteConnection(database.ConnectionString) : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = isSqlite
            ? $"SELECT coalesce(sum(outcome = 'Granted' AND subject_id = '{person.ToString().ToUpperInvariant()}'), 0), coalesce(sum(outcome = 'Denied'), 0) FROM audit_entry"
            : $"SELECT count(*) FILTER (WHERE outcome = 'Granted' AND subject_id = '{person}'), count(*) FILTER (WHERE outcome = 'Denied') FROM audit.entry";
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        await row.ReadAsync(TestContext.Current.CancellationToken);
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
