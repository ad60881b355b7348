namespace Monolith.Testing;

/// <summary>A fresh, empty database and the data directory that goes with it, gone after the test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly PostgresServer? _server;

    private TestDatabase(string kind, PostgresServer? server, string? connectionString)
    {
        Kind = kind;
        _server = server;
        ConnectionString = connectionString ?? $"Data Source={_directory.PathOf("monolith.db")}";
    }

    /// <summary><see cref="Databases.Sqlite"/> or <see cref="Databases.PostgreSql"/>.</summary>
    public string Kind { get; }

    /// <summary>How to connect. On SQLite a file in <see cref="DataDirectory"/> that does not exist yet.</summary>
    public string ConnectionString { get; }

    /// <summary>A folder of the test's own.</summary>
    public string DataDirectory => _directory.FullName;

    /// <summary>Makes one. Skips the test when PostgreSQL is asked for and there is none.</summary>
    public static async Task<TestDatabase> CreateAsync(string kind, CancellationToken cancellationToken)
    {
        if (kind == Databases.Sqlite)
        {
            return new TestDatabase(kind, null, null);
        }

        if (PostgresServer.WhyNot is { } reason)
        {
            Repository.SkipOrFail(reason);
        }

        var server = await PostgresServer.SharedAsync();
        return new TestDatabase(kind, server, await server.CreateDatabaseAsync(cancellationToken));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DropDatabaseAsync(ConnectionString, CancellationToken.None);
        }

        _directory.Dispose();
    }
}
