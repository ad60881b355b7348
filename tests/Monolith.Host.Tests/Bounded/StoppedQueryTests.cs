using System.Data.Common;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;
using Npgsql;

namespace Monolith.Host.Tests.Bounded;

/// <summary>A query that takes minutes, because the table of therapists became a view that does, is stopped in the database itself (R56).</summary>
public sealed class StoppedQueryTests
{
    private const string Query = "{ therapists(first: 1) { edges { node { id } } } }";
    private const string SlowOnSqlite =
        "ALTER TABLE matching_therapist RENAME TO matching_real; "
        + "CREATE VIEW matching_therapist AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000) SELECT r.* FROM n CROSS JOIN matching_real r";

    private const string SlowOnPostgreSql =
        "ALTER TABLE matching.therapist RENAME TO real_therapist; "
        + "CREATE VIEW matching.therapist AS SELECT r.* FROM (SELECT pg_sleep(300) AS slept OFFSET 0) s, LATERAL (SELECT * FROM matching.real_therapist WHERE s.slept IS NOT NULL OFFSET 0) r";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(Databases))]
    public async Task A_query_over_the_time_limit_is_answered_with_timeout_and_stops_in_the_database(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        await using var host = await SlowAsync(database, "00:00:01");

        var answer = await new GraphClient(host.Client).SendAsync(Query).WaitAsync(Soon, Cancelled);

        Assert.Equal(["TIMEOUT"], answer.Codes);
        Assert.Equal(0, await SleepingAsync(database));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task When_the_caller_goes_the_query_stops_in_the_database(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind, Cancelled);
        await using var host = await SlowAsync(database, "00:05:00");
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task<HttpResponseMessage>? asking = null;
        await WaitUntilAsync(async () =>
        {
            // The look at the host may have had the only place; then the query was turned away and asks again.
            asking = asking is null or { IsCompleted: true } ? host.Client.PostAsJsonAsync("/graphql", new { query = Query }, caller.Token) : asking;
            return (await new GraphClient(host.Client).SendAsync("{ __typename }")).Codes is ["SERVER_BUSY"];
        });

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking!);
        await WaitUntilAsync(async () => (await new GraphClient(host.Client).SendAsync("{ __typename }")).IsDone);
        await WaitUntilAsync(async () => await SleepingAsync(database) == 0);
    }

    private static async Task<RunningHost> SlowAsync(TestDatabase database, string timeout)
    {
        var host = await RunningHost.StartAsync(
            builder => (builder.Configuration["GraphQL:Timeout"], builder.Configuration["GraphQL:Http:MaxConcurrentRequests"]) = (timeout, "1"),
            change: o => o with { DataDirectory = database.DataDirectory, Database = database.Kind == Databases.PostgreSql ? database.ConnectionString : null });
        await using var connection = await ConnectAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Kind == Databases.PostgreSql ? SlowOnPostgreSql : SlowOnSqlite;
        await command.ExecuteNonQueryAsync(Cancelled);
        return host;
    }

    /// <summary>How many queries of the host run on the server; on SQLite none can, for there the query runs on the thread that answers.</summary>
    private static async Task<int> SleepingAsync(TestDatabase database)
    {
        if (database.Kind == Databases.Sqlite)
        {
            return 0;
        }

        await using var connection = await ConnectAsync(database);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND wait_event = 'PgSleep'";
        return (int)(await command.ExecuteScalarAsync(Cancelled))!;
    }

    private static async Task<DbConnection> ConnectAsync(TestDatabase database)
    {
        DbConnection connection = database.Kind == Databases.PostgreSql
            ? new NpgsqlConnection(database.ConnectionString)
            : new SqliteConnection($"Data Source={Path.Combine(database.DataDirectory, "monolith.db")};Pooling=False");
        await connection.OpenAsync(Cancelled);
        return connection;
    }

    private static async Task WaitUntilAsync(Func<Task<bool>> holds)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        limit.CancelAfter(Soon);
        while (!await holds())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
