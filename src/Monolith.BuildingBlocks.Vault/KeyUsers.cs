using System.Globalization;
using Monolith.BuildingBlocks.Storage;
using Npgsql;

namespace Monolith.BuildingBlocks.Vault;

/// <summary>
/// Who works with the keys. On PostgreSQL each process holds a lock of its session while it does, shared with the others, and whoever changes the master key holds it alone (R71); the server takes the
/// lock from a process that ends, however it ends. On SQLite the one process is alone anyway.
/// </summary>
internal sealed class KeyUsers(StorageOptions storage) : IAsyncDisposable
{
    private const string Lock = "715519";
    private NpgsqlConnection? held;

    /// <summary>Becomes one of them.</summary>
    /// <exception cref="VaultRefusedException">Somebody changes the master key.</exception>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        if (storage.Kind is DatabaseKind.Sqlite || held is not null)
        {
            return;
        }

        // Not of the pool: a lock lives as long as its session.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(storage.ConnectionString) { Pooling = false, KeepAlive = 60 }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        held = connection;
        if (!await TakeAsync("pg_advisory_lock_shared", cancellationToken))
        {
            await DisposeAsync();
            throw new VaultRefusedException("Another process is changing the master key. Start again when it is done. Nothing was written.");
        }
    }

    /// <summary>Keeps all others out.</summary>
    /// <exception cref="VaultRefusedException">There are others.</exception>
    public async Task BeAloneAsync(CancellationToken cancellationToken)
    {
        if (held is not null && !await TakeAsync("pg_advisory_lock", cancellationToken))
        {
            await using var count = held.Command($"SELECT count(*) - 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = {Lock} AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
            var others = Convert.ToString(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
            throw new VaultRefusedException($"Other processes work with these keys ({others}). Stop every instance, then change the master key. Nothing was written.");
        }
    }

    /// <summary>Lets others in again.</summary>
    public async Task BeOneOfManyAsync()
    {
        if (held is not null)
        {
            await using var command = held.Command($"SELECT pg_advisory_unlock({Lock})");
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (held is not null)
        {
            await held.DisposeAsync();
            held = null;
        }
    }

    // The server needs a moment to notice that a process was killed.
    private async Task<bool> TakeAsync(string take, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = held!.Command($"SET lock_timeout = '3s'; SELECT {take}({Lock})");
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (PostgresException busy) when (busy.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }
}
