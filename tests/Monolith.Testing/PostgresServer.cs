using Npgsql;

namespace Monolith.Testing;

/// <summary>
/// A PostgreSQL server for tests, with the surface of Testcontainers: the one <c>TEST_POSTGRES</c> names, else the machine's own programs on loopback
/// with a directory of their own. Tests share <see cref="SharedAsync"/> and take a database each; a test that stops its server makes its own.
/// </summary>
/// <param name="durable">True keeps <c>fsync</c> on, for tests that pull the plug.</param>
public sealed class PostgresServer(bool durable = false) : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartSharedAsync);
    private PostgresProcess? _process;
    private string? _connectionString;

    /// <summary>Why there is no PostgreSQL here; null when there is one.</summary>
    public static string? WhyNot { get; } = External is null ? PostgresBinaries.WhyNot : null;

    private static string? External => Environment.GetEnvironmentVariable("TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <summary>The one server of this test process, started on first use and stopped when the process ends.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Starts it and waits until it answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (External is { } external && !durable)
        {
            _connectionString = external;
            return;
        }

        _process = await PostgresProcess.StartAsync(durable, cancellationToken);
        _connectionString = _process.ConnectionString;
    }

    /// <summary>How to connect to one of its databases.</summary>
    public string GetConnectionString(string databaseName = "postgres") =>
        new NpgsqlConnectionStringBuilder(Started) { Database = databaseName }.ConnectionString;

    /// <summary>Makes a fresh, empty database and answers how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"monolith_test_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE template0", cancellationToken);
        return GetConnectionString(name);
    }

    /// <summary>Drops a database whatever is still connected to it.</summary>
    public async Task DropDatabaseAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using (var pool = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(pool);
        }

        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)", cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _process?.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Started => _connectionString ?? throw new InvalidOperationException("StartAsync has not been called.");

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = new PostgresServer();
        await server.StartAsync(CancellationToken.None);
        return server;
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var administrator = new NpgsqlConnectionStringBuilder(Started) { Pooling = false }.ConnectionString;
        await using var connection = new NpgsqlConnection(administrator);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
