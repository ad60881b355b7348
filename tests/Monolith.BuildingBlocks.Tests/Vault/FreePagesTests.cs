using System.Text;
using Microsoft.Data.Sqlite;
using Monolith.BuildingBlocks.Storage;
using Monolith.Testing;

namespace Monolith.BuildingBlocks.Tests.Vault;

/// <summary>What was deleted is gone from the file too (R73).</summary>
public sealed class FreePagesTests
{
    private const string Canary = "xylophone-quartz";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_300_deleted_records_the_writer_leaves_nothing_in_the_file_and_another_connection_would()
    {
        using var directory = new TempDirectory();
        var storage = StorageOptions.Sqlite(directory.FullName);
        await using (var writer = new SqliteWriter(storage))
        {
            using var lease = await writer.EnterAsync(Cancelled);
            FillAndEmpty(lease.Connection);
        }

        Assert.Equal(0, CountIn(directory));

        await using (var careless = new SqliteConnection($"Data Source={directory.PathOf("careless.db")};Pooling=False"))
        {
            await careless.OpenAsync(Cancelled);
            Run(careless, "PRAGMA secure_delete=OFF");
            FillAndEmpty(careless);
        }

        Assert.NotEqual(0, CountIn(directory));
    }

    private static void FillAndEmpty(SqliteConnection connection)
    {
        Run(connection, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL); CREATE INDEX note_by_text ON note (text)");
        for (var i = 0; i < 300; i++)
        {
            Run(connection, $"INSERT INTO note (text) VALUES ('{Canary} {i} {new string('x', 400)}')");
        }

        Run(connection, "UPDATE note SET text = text || ' again' WHERE id % 2 = 0");
        Run(connection, "DELETE FROM note");
        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int CountIn(TempDirectory directory) => Directory.GetFiles(directory.FullName)
        .Sum(file => Encoding.Latin1.GetString(File.ReadAllBytes(file)).Split(Canary).Length - 1);
}
