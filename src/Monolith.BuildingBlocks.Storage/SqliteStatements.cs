using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>A read-only SQLite connection that stays open, with its prepared statements.</summary>
internal sealed partial class SqliteStatements : IDisposable
{
    private static readonly int[] ListSizes = [1, 2, 5, 10, 20, 50, 100];
    private readonly SqliteConnection connection;
    private readonly Dictionary<(string Statement, int Size), SqliteCommand> commands = [];

    public SqliteStatements(StorageOptions storage)
    {
        connection = new SqliteConnection(storage.ConnectionString + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA query_only=ON;";
        command.ExecuteNonQuery();
    }

    public sqlite3 Handle => connection.Handle!;

    public SqliteCommand Command<T>(string statement, T[] values)
    {
        // A list is filled up to one of a few sizes, so that its length does not make another statement.
        var size = typeof(T) == typeof(Guid) ? Array.Find(ListSizes, most => most >= values.Length) : values.Length;
        if (!commands.TryGetValue((statement, size), out var command))
        {
            commands.Add((statement, size), command = Prepare(statement, size));
        }

        for (var i = 0; i < size; i++)
        {
            command.Parameters[i].Value = values[Math.Min(i, values.Length - 1)];
        }

        return command;
    }

    public void Dispose() => connection.Dispose();

    private SqliteCommand Prepare(string statement, int size)
    {
        string[] names = [.. Enumerable.Range(1, size).Select(i => string.Create(CultureInfo.InvariantCulture, $"${i}"))];
        var text = Table().Replace(statement, "$1 $2_").Replace("= ANY($1)", $"IN ({string.Join(',', names)})", StringComparison.Ordinal);
        var command = new SqliteCommand(text, connection);
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        return command;
    }

    [GeneratedRegex(@"\b(FROM|JOIN) (\w+)\.")]
    private static partial Regex Table();
}
