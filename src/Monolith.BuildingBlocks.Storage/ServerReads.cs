using Npgsql;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>A connection to PostgreSQL that stays open, with its prepared statements.</summary>
internal sealed class ServerReads : IPreparedReads
{
    private readonly NpgsqlConnection connection;
    private readonly Dictionary<string, NpgsqlCommand> commands = [];

    private ServerReads(NpgsqlConnection connection) => this.connection = connection;

    public bool IsLost { get; private set; }

    public static async ValueTask<ServerReads> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return new ServerReads(connection);
    }

    public async ValueTask AddAsync<T>(string statement, object[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        try
        {
            var command = commands.TryGetValue(statement, out var prepared) ? prepared : await PrepareAsync(statement, values, cancellationToken);
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var row = new StoredRow(reader);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(row));
            }
        }
        catch
        {
            IsLost = connection.State is not System.Data.ConnectionState.Open;
            throw;
        }
    }

    public void Dispose() => connection.Dispose();

    private async ValueTask<NpgsqlCommand> PrepareAsync(string statement, object[] values, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(statement, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.PrepareAsync(cancellationToken);
        commands.Add(statement, command);
        return command;
    }
}
