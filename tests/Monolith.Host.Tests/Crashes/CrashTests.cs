using System.Data.Common;
using Microsoft.Data.Sqlite;
using Monolith.BuildingBlocks.Audit;
using Monolith.Host.Tests.Platform;
using Monolith.Testing;
using Npgsql;

namespace Monolith.Host.Tests.Crashes;

public sealed class CrashTests
{
    private const int Seed = 20_260;
    private const int WritesARound = 50;

    private static readonly string[] EveryModule =
    [
        "registerClient", "grantConsent", "withdrawConsent", "recordHealthIntake", "bookAppointment", "rescheduleAppointment", "writeSessionNote", "sendMessage",
        "placeOrder", "payOrder", "refundPayment", "fileGrievance", "setTreatmentPreferences",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Databases.Sqlite, 20)]
    [InlineData(Databases.PostgreSql, 4)]
    public async Task No_acknowledged_write_is_missing_or_doubled_or_half_done_after_kill_9(string database, int rounds)
    {
        await using var platform = await RunningPlatform.StartAsync(database);
        var cast = new Cast(platform.Graph);
        await cast.OpenAsync(await platform.ConsoleTokenAsync());
        var load = await CrashLoad.BeginAsync(cast, Seed);
        for (var round = 0; round < rounds; round++)
        {
            await load.RunAsync(platform.Graph, more: WritesARound, platform.KillAsync);
            await platform.RestartAsync();
            var faults = await load.CheckAsync(new Cast(platform.Graph), everything: round % 7 == 0 || round == rounds - 1);
            Assert.True(faults.Count == 0, $"Round {round + 1}: {string.Join("\n", faults)}");
        }

        Assert.True(load.Acknowledged >= rounds * WritesARound, $"Only {load.Acknowledged} writes were acknowledged in {rounds} rounds.");
        Assert.True(load.Written.IsSupersetOf(EveryModule), $"Only {string.Join(", ", load.Written)} were written.");
        Assert.True(load.Unknown > 0, "No kill met a write on its way.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} kills, {load.Acknowledged} writes acknowledged, {load.Unknown} unknown.");
        await platform.KillAsync();
        await VerifyAuditAsync(platform.Database);
    }

    private static async Task VerifyAuditAsync(TestDatabase database)
    {
        var file = Path.Combine(database.DataDirectory, "monolith.db");
        await using DbConnection connection = database.Kind == Databases.Sqlite
            ? new SqliteConnection($"Data Source={file};Pooling=False")
            : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(Cancelled);
        var checkpoints = Directory.EnumerateFiles(database.DataDirectory, "*checkpoint*", SearchOption.AllDirectories).FirstOrDefault() ?? "";
        var verdict = await AuditVerifier.VerifyAsync(connection, checkpoints, null, Cancelled);
        Assert.Null(verdict.Reason);
        Assert.True(verdict.Entries > 0, "The audit has no sealed entry.");
    }
}
