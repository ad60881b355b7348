using Monolith.BuildingBlocks.Storage;
using Monolith.Host.Health;
using Npgsql;

namespace Monolith.Host.Storage;

/// <summary>Ready when the database takes a write transaction.</summary>
internal sealed class StorageCheck(StorageOptions storage, SqliteWriter? writer = null) : IReadinessCheck
{
    private const string Probe = "UPDATE host_profile SET key = key WHERE id = 1";

    public string Name => "storage";

    public async ValueTask<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (writer is not null)
        {
            using var lease = await writer.EnterAsync(cancellationToken);
            await using var transaction = await lease.Connection.BeginTransactionAsync(cancellationToken);
            await using var probe = lease.Connection.CreateCommand();
            probe.CommandText = Probe;
            return await probe.ExecuteNonQueryAsync(cancellationToken) == 1;
        }

        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("BEGIN; " + Probe + "; ROLLBACK", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
