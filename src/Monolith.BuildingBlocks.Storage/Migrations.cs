using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>
/// Numbered SQL scripts, <c>migrations/{sqlite,postgresql}/NNNN-*.sql</c> embedded in an assembly, run once each and in order, every script
/// in a transaction of its own together with the row that remembers it: a killed migration leaves nothing half done (R9).
/// </summary>
/// <param name="storage">The database.</param>
/// <param name="clock">Dates the runs.</param>
/// <param name="writer">The writer on SQLite.</param>
public sealed class Migrations(StorageOptions storage, TimeProvider clock, SqliteWriter? writer = null)
{
    private const string Ledger =
        "CREATE TABLE IF NOT EXISTS schema_migration (owner TEXT NOT NULL, script TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (owner, script))";

    /// <summary>Runs what has not been run.</summary>
    /// <param name="owner">The module, or the building block, that the scripts belong to; its first part (before a dot) stands for <c>$module</c> in them.</param>
    /// <param name="assembly">Holds the scripts.</param>
    /// <param name="folder">The resource folder, <c>migrations/</c> for modules.</param>
    /// <param name="cancellationToken">Stops between scripts.</param>
    /// <exception cref="InvalidOperationException">The database holds a script this version does not know, or one whose text changed.</exception>
    public async Task ApplyAsync(string owner, Assembly assembly, string folder, CancellationToken cancellationToken)
    {
        var scripts = Scripts(assembly, folder + (storage.Kind is DatabaseKind.Sqlite ? "sqlite/" : "postgresql/"));
        if (writer is not null)
        {
            using var lease = await writer.EnterAsync(cancellationToken);
            await ApplyAsync(owner, scripts, lease.Connection, cancellationToken);
            return;
        }

        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await ExecuteAsync(connection, null, "SELECT pg_advisory_lock(715517)", cancellationToken);
        await ApplyAsync(owner, scripts, connection, cancellationToken);
        await ExecuteAsync(connection, null, "SELECT pg_advisory_unlock(715517)", cancellationToken);
    }

    private static SortedDictionary<string, string> Scripts(Assembly assembly, string folder)
    {
        SortedDictionary<string, string> scripts = new(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Select(n => (Raw: n, Path: n.Replace('\\', '/'))).Where(n => n.Path.StartsWith(folder, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name.Raw)!, Encoding.UTF8);
            scripts[name.Path[folder.Length..]] = reader.ReadToEnd();
        }

        return scripts;
    }

    private static async Task ExecuteAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken cancellationToken, params string[] values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.Add(connection is SqliteConnection ? new SqliteParameter($"@p{i}", values[i]) : new NpgsqlParameter($"p{i}", values[i]));
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<Dictionary<string, string>> AppliedAsync(DbConnection connection, string owner, CancellationToken cancellationToken)
    {
        Dictionary<string, string> applied = [];
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT script, checksum FROM schema_migration WHERE owner = '" + owner + "'";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied[reader.GetString(0)] = reader.GetString(1);
        }

        return applied;
    }

    private async Task ApplyAsync(string owner, SortedDictionary<string, string> scripts, DbConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, null, Ledger, cancellationToken);
        var applied = await AppliedAsync(connection, owner, cancellationToken);
        if (applied.Keys.FirstOrDefault(known => !scripts.ContainsKey(known)) is { } unknown)
        {
            throw new InvalidOperationException($"The database was migrated by a newer version: {owner}/{unknown} is not known here.");
        }

        foreach (var (name, sql) in scripts)
        {
            var script = sql.Replace("$module", owner.Split('.')[0], StringComparison.Ordinal);
            var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (applied.TryGetValue(name, out var earlier))
            {
                if (earlier != checksum)
                {
                    throw new InvalidOperationException($"The migration {owner}/{name} was changed after it ran. Add a new script instead.");
                }

                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            try
            {
                await ExecuteAsync(connection, transaction, script, cancellationToken);
            }
            catch (DbException e)
            {
                throw new InvalidOperationException($"The migration {owner}/{name} failed and left nothing behind: {e.Message}", e);
            }

            await ExecuteAsync(
                connection, transaction, "INSERT INTO schema_migration (owner, script, checksum, applied_at) VALUES (@p0, @p1, @p2, @p3)",
                cancellationToken, owner, name, checksum, clock.GetUtcNow().ToString("O"));
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
