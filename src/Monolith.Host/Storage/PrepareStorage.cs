using System.Data.Common;
using Monolith.BuildingBlocks;
using Monolith.BuildingBlocks.Storage;
using Monolith.BuildingBlocks.Vault;
using Npgsql;

namespace Monolith.Host.Storage;

/// <summary>Opens the vault, brings the tables up to date, and makes sure the database belongs to this profile .</summary>
internal sealed class PrepareStorage(IServiceProvider services, StorageOptions storage, HostOptions options, Migrations migrations, SqliteWriter? writer = null) : IStartStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await services.StartStorageAsync(cancellationToken);
        }
        catch (Exception e) when (e is VaultRefusedException or NpgsqlException or InvalidOperationException)
        {
            throw new StartRefusedException(e is NpgsqlException ? $"--database: {e.Message}" : e.Message, e);
        }

        await migrations.ApplyAsync("host", typeof(PrepareStorage).Assembly, "Storage/migrations/", cancellationToken);
        var governed = await ProfileOfDatabaseAsync(cancellationToken);
        if (governed != options.Profile.Key)
        {
            throw new StartRefusedException($"--profile: the database was made under {governed} and cannot be run under {options.Profile.Key}");
        }
    }

    private static async Task<string> ClaimAsync(DbConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO host_profile (id, key) VALUES (1, @key) ON CONFLICT (id) DO NOTHING";
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("key", key);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync(cancellationToken);
        command.CommandText = "SELECT key FROM host_profile WHERE id = 1";
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<string> ProfileOfDatabaseAsync(CancellationToken cancellationToken)
    {
        if (writer is not null)
        {
            using var lease = await writer.EnterAsync(cancellationToken);
            return await ClaimAsync(lease.Connection, options.Profile.Key, cancellationToken);
        }

        await using var connection = new NpgsqlConnection(storage.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return await ClaimAsync(connection, options.Profile.Key, cancellationToken);
    }
}
