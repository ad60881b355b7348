using Microsoft.Data.Sqlite;

namespace Monolith.Benchmarks.Raw;

/// <summary>A connection that stays open, with its prepared commands.</summary>
internal sealed class SqliteCommands : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private readonly Dictionary<int, Dictionary<string, SqliteCommand>> _lists = [];

    public SqliteCommands(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        _connection.Open();
        Run("PRAGMA synchronous=NORMAL");
    }

    public void Run(string sql)
    {
        using var command = new SqliteCommand(sql, _connection);
        command.ExecuteNonQuery();
    }

    public SqliteCommand Command(string sql, string[] parameters)
    {
        var command = new SqliteCommand(sql, _connection);
        foreach (var name in parameters.Where(name => sql.Contains(name, StringComparison.Ordinal)))
        {
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        }

        command.Prepare();
        return command;
    }

    public SqliteDataReader Read(string sql, long id, int? most = null, string? text = null)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            _commands.Add(sql, command = Command(sql, ["@id", "@most", "@text"]));
        }

        command.Parameters[0].Value = id;
        if (most is not null || text is not null)
        {
            command.Parameters[1].Value = most is null ? text : most.Value;
        }

        return command.ExecuteReader();
    }

    public SqliteDataReader ReadList(string sql, IReadOnlyList<long> ids)
    {
        if (!_lists.TryGetValue(ids.Count, out var ofCount))
        {
            _lists.Add(ids.Count, ofCount = []);
        }

        if (!ofCount.TryGetValue(sql, out var command))
        {
            string[] names = [.. Enumerable.Range(0, ids.Count).Select(i => $"@p{i}")];
            ofCount.Add(sql, command = Command($"{sql}{string.Join(',', names)})", names));
        }

        for (var i = 0; i < ids.Count; i++)
        {
            command.Parameters[i].Value = ids[i];
        }

        return command.ExecuteReader();
    }

    public void Dispose() => _connection.Dispose();
}
