using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Monolith.BuildingBlocks.Storage;
using Npgsql;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>A key as stored: wrapped, or destroyed.</summary>
internal sealed record StoredKey(Guid Id, Guid SubjectId, string KeyClass, int Version, byte[]? Wrapped, DateTime? DestroyedAt);

/// <summary>Wrapped keys in a file of their own (<c>keys.db</c>) or in the schema <c>vault</c>, so that a backup of the data is not a backup of the keys.</summary>
internal sealed class KeyStore(StorageOptions storage, TimeProvider clock) : IAsyncDisposable
{
    private readonly bool sqlite = storage.Kind == DatabaseKind.Sqlite;
    private int wipes = 1; // A crash may have left something.
    private int scrubbed;
    private readonly string path = Path.Combine(storage.DataDirectory, "keys.db");
    private readonly string table = storage.Kind == DatabaseKind.Sqlite ? "data_key" : "vault.data_key";
    private readonly SqliteWriter writer = new(storage with { ConnectionString = $"Data Source={Path.Combine(storage.DataDirectory, "keys.db")}" });

    private string Readers => $"Data Source={path};Mode=ReadOnly";

    /// <summary>The check value of the master key that the keys are wrapped with; null when there are no keys yet.</summary>
    public async Task<byte[]?> ReadCheckAsync(CancellationToken cancellationToken)
    {
        if (sqlite && !File.Exists(path))
        {
            return null;
        }

        await using var connection = await OpenReaderAsync(cancellationToken);
        var exists = sqlite ? "SELECT 1 FROM sqlite_master WHERE name = 'key_check'" : "SELECT 1 WHERE to_regclass('vault.key_check') IS NOT NULL";
        await using var command = connection.Command(exists);
        if (await command.ExecuteScalarAsync(cancellationToken) is null)
        {
            return null;
        }

        command.CommandText = $"SELECT value FROM {(sqlite ? "key_check" : "vault.key_check")}";
        return await command.ExecuteScalarAsync(cancellationToken) as byte[];
    }

    /// <summary>Makes the tables and keeps the check value of the first master key that arrives.</summary>
    public async Task CreateAsync(byte[] checkValue, CancellationToken cancellationToken)
    {
        if (sqlite && !File.Exists(path) && !OperatingSystem.IsWindows())
        {
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        }

        await new Migrations(storage, clock, sqlite ? writer : null).ApplyAsync("vault", typeof(KeyStore).Assembly, "migrations/", cancellationToken);
        await WriteAsync($"INSERT INTO {(sqlite ? "key_check" : "vault.key_check")} (one, value) VALUES (1, @value) ON CONFLICT DO NOTHING", cancellationToken, ("value", checkValue));
    }

    /// <summary>All keys of these people, destroyed ones too.</summary>
    public async Task<List<StoredKey>> ReadAsync(IReadOnlyCollection<Guid> subjectIds, CancellationToken cancellationToken)
    {
        await using var connection = await OpenReaderAsync(cancellationToken);
        await using var command = connection.Command(
            $"SELECT id, subject_id, class, version, wrapped, destroyed_at FROM {table} WHERE subject_id {(sqlite ? "IN (SELECT value FROM json_each(@ids))" : "= ANY(@ids)")}",
            ("ids", sqlite ? JsonSerializer.Serialize(subjectIds.Select(id => id.ToString().ToUpperInvariant())) : subjectIds.ToArray()));
        return await KeysAsync(command, cancellationToken);
    }

    private static async Task<List<StoredKey>> KeysAsync(DbCommand command, CancellationToken cancellationToken)
    {
        List<StoredKey> keys = [];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            keys.Add(new(
                reader.GetGuid(0),
                reader.GetGuid(1),
                reader.GetString(2),
                reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4),
                reader.IsDBNull(5) ? null : DateTime.SpecifyKind(reader.GetDateTime(5), DateTimeKind.Utc)));
        }

        return keys;
    }

    /// <summary>Keys that are not destroyed, in the order of their ids, after this one.</summary>
    public async Task<List<StoredKey>> ReadLivingAsync(Guid after, int most, CancellationToken cancellationToken)
    {
        await using var connection = await OpenReaderAsync(cancellationToken);
        return await LivingAsync(connection, after, most, cancellationToken);
    }

    /// <summary>Stores keys as they are wrapped now; one that was destroyed meanwhile stays destroyed.</summary>
    public Task RewrapAsync(IReadOnlyCollection<StoredKey> keys, CancellationToken cancellationToken) =>
        TogetherAsync((connection, cancellation) => RewrapAsync(connection, keys, cancellation), cancellationToken);

    /// <summary>The last step of a change of the master key: what is still wrapped with the former one, and the check value, in one transaction that nobody writes beside.</summary>
    public Task FinishAsync(Func<StoredKey, byte[]?> rewrap, byte[] checkValue, CancellationToken cancellationToken) =>
        TogetherAsync(
            async (connection, cancellation) =>
            {
                if (!sqlite)
                {
                    await using var alone = connection.Command($"LOCK TABLE {table} IN EXCLUSIVE MODE");
                    await alone.ExecuteNonQueryAsync(cancellation);
                }

                var late = (await LivingAsync(connection, Guid.Empty, int.MaxValue, cancellation)).Select(key => key with { Wrapped = rewrap(key) }).Where(key => key.Wrapped is not null).ToList();
                await RewrapAsync(connection, late, cancellation);
                await using var check = connection.Command($"UPDATE {(sqlite ? "key_check" : "vault.key_check")} SET value = @value", ("value", checkValue));
                await check.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    /// <summary>Adds the key unless the person has one of that class and version.</summary>
    /// <param name="key">The key.</param>
    /// <param name="wrap">Wraps it, once it is this key's turn to be written, given the check value of the master key of then: a change of the master key that ends before is not missed.</param>
    /// <param name="now">Dates it.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public Task AddAsync(StoredKey key, Func<byte[], byte[]> wrap, DateTime now, CancellationToken cancellationToken) =>
        TogetherAsync(
            async (connection, cancellation) =>
            {
                // The lock keeps the last step of a change out until the key is written; which master key counts is asked under it.
                await using var check = connection.Command(sqlite ? "SELECT value FROM key_check" : $"LOCK TABLE {table} IN ROW EXCLUSIVE MODE; SELECT value FROM vault.key_check");
                var wrapped = wrap((byte[])(await check.ExecuteScalarAsync(cancellation))!);
                await using var insert = connection.Command(
                    $"INSERT INTO {table} (id, subject_id, class, version, wrapped, created_at) VALUES (@id, @subject, @class, @version, @wrapped, @now) ON CONFLICT DO NOTHING",
                    ("id", key.Id),
                    ("subject", key.SubjectId),
                    ("class", key.KeyClass),
                    ("version", key.Version),
                    ("wrapped", wrapped),
                    ("now", now));
                await insert.ExecuteNonQueryAsync(cancellation);
            },
            cancellationToken);

    /// <summary>Wipes the keys from the table.</summary>
    public async Task DestroyAsync(Guid subjectId, string keyClass, DateTime now, CancellationToken cancellationToken)
    {
        var wiped = await WriteAsync(
            $"UPDATE {table} SET wrapped = NULL, destroyed_at = @now WHERE subject_id = @subject AND class = @class AND wrapped IS NOT NULL",
            cancellationToken,
            ("now", now),
            ("subject", subjectId),
            ("class", keyClass));
        Interlocked.Add(ref wipes, Math.Sign(wiped));
    }

    /// <summary>Removes what earlier versions of the rows left behind in the table's file and in the write-ahead log.</summary>
    /// <exception cref="IOException">Readers held the file for too long; the keys are gone from the table, not yet from the log. Ask again.</exception>
    public async Task ScrubAsync(CancellationToken cancellationToken)
    {
        var now = Volatile.Read(ref wipes);
        if (scrubbed != now)
        {
            await (sqlite ? TruncateLogAsync(cancellationToken) : WriteAsync($"VACUUM {table}", cancellationToken));
            scrubbed = now;
        }
    }

    private async Task TruncateLogAsync(CancellationToken cancellationToken)
    {
        using var lease = await writer.EnterAsync(cancellationToken);
        await using var command = lease.Connection.Command("PRAGMA wal_checkpoint(TRUNCATE)");
        if (await command.ExecuteScalarAsync(cancellationToken) is not 0L)
        {
            throw new IOException("The log of the key file is still being read.");
        }
    }

    public ValueTask DisposeAsync()
    {
        using var pooled = new SqliteConnection(Readers);
        SqliteConnection.ClearPool(pooled);
        return writer.DisposeAsync();
    }

    private async Task RewrapAsync(DbConnection connection, IReadOnlyCollection<StoredKey> keys, CancellationToken cancellationToken)
    {
        if (!sqlite)
        {
            await using var all = connection.Command(
                $"UPDATE {table} AS k SET wrapped = n.wrapped FROM unnest(@ids, @wrapped) AS n (id, wrapped) WHERE k.id = n.id AND k.wrapped IS NOT NULL",
                ("ids", keys.Select(key => key.Id).ToArray()),
                ("wrapped", keys.Select(key => key.Wrapped).ToArray()));
            await all.ExecuteNonQueryAsync(cancellationToken);
            return;
        }

        foreach (var key in keys)
        {
            await using var update = connection.Command($"UPDATE {table} SET wrapped = @wrapped WHERE id = @id AND wrapped IS NOT NULL", ("wrapped", key.Wrapped), ("id", key.Id));
            await update.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task<List<StoredKey>> LivingAsync(DbConnection connection, Guid after, int most, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(
            $"SELECT id, subject_id, class, version, wrapped, destroyed_at FROM {table} WHERE wrapped IS NOT NULL AND id > @after ORDER BY id LIMIT @most", ("after", after), ("most", most));
        return await KeysAsync(command, cancellationToken);
    }

    private async Task TogetherAsync(Func<DbConnection, CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using var lease = sqlite ? await writer.EnterAsync(cancellationToken) : null;
        await using DbConnection? own = sqlite ? null : new NpgsqlConnection(storage.ConnectionString);
        await (own?.OpenAsync(cancellationToken) ?? Task.CompletedTask);
        var connection = own ?? lease!.Connection;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await act(connection, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<int> WriteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
    {
        if (sqlite)
        {
            using var lease = await writer.EnterAsync(cancellationToken);
            await using var command = lease.Connection.Command(sql, values);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var statement = connection.Command(sql, values);
        return await statement.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<DbConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        DbConnection connection = sqlite ? new SqliteConnection(Readers) : new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        if (sqlite)
        {
            await using var command = connection.Command("PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA query_only=ON;");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return connection;
    }
}
