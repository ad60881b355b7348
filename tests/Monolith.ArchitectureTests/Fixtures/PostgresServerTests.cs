using Monolith.Testing;
using Npgsql;

namespace Monolith.ArchitectureTests.Fixtures;

public sealed class PostgresServerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void In_CI_there_is_a_PostgreSQL() => Assert.False(Repository.IsCi && PostgresServer.WhyNot is not null, PostgresServer.WhyNot);

    [Theory, ClassData(typeof(Databases))]
    public async Task Two_databases_of_one_kind_share_nothing(string kind)
    {
        await using var first = await TestDatabase.CreateAsync(kind, Cancelled);
        await using var second = await TestDatabase.CreateAsync(kind, Cancelled);

        Assert.NotEqual(first.ConnectionString, second.ConnectionString);
        Assert.NotEqual(first.DataDirectory, second.DataDirectory);
    }

    [Fact]
    public async Task A_database_answers_and_is_gone_after_its_test()
    {
        var database = await PostgreSql();
        Assert.Equal(1, await Ask(database.ConnectionString, "SELECT 1"));

        await database.DisposeAsync();

        await Assert.ThrowsAsync<PostgresException>(() => Ask(database.ConnectionString, "SELECT 1"));
    }

    [Fact]
    public async Task A_durable_server_keeps_fsync_on_and_stops_when_disposed()
    {
        await using var skip = await PostgreSql();
        var server = new PostgresServer(durable: true);
        await server.StartAsync(Cancelled);
        var address = server.GetConnectionString() + ";Pooling=false";
        Assert.Equal("on", await Ask(address, "SHOW fsync"));

        await server.DisposeAsync();

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Ask(address, "SELECT 1"));
    }

    private static async Task<TestDatabase> PostgreSql()
    {
        if (PostgresServer.WhyNot is { } reason)
        {
            Repository.SkipOrFail(reason);
        }

        return await TestDatabase.CreateAsync(Databases.PostgreSql, Cancelled);
    }

    private static async Task<object?> Ask(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
