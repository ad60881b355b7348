using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Monolith.Benchmarks.Platform;

/// <summary>Connections that stay open, with their prepared commands: as fast as ADO.NET is.</summary>
internal sealed class PreparedReads(string folder, string? database)
{
    private readonly ConcurrentBag<Connected> idle = [];

    private sealed record Connected(DbConnection Connection, Dictionary<(string, int), DbCommand> Commands);

    public bool IsSqlite => database is null;

    /// <summary>The name of a module's table.</summary>
    public string Table(string module, string name) => IsSqlite ? $"{module}_{name}" : $"{module}.{name}";

    public async Task<DbConnection> OpenAsync(string file)
    {
        DbConnection open = IsSqlite
            ? new SqliteConnection($"Data Source={Path.Combine(folder, file)};Pooling=False;Default Timeout=30")
            : new NpgsqlConnection(database + ";Pooling=False");
        await open.OpenAsync();
        return open;
    }

    /// <summary>Rows by one value, or by <c>{list}</c> of ids.</summary>
    public async ValueTask<T> ReadAsync<T>(string sql, object value, Func<DbDataReader, CancellationToken, ValueTask<T>> read, CancellationToken cancellationToken)
    {
        if (!idle.TryTake(out var connected))
        {
            connected = new Connected(await OpenAsync("monolith.db"), []);
        }

        var list = IsSqlite ? value as List<Guid> : null;
        if (!connected.Commands.TryGetValue((sql, list?.Count ?? 0), out var command))
        {
            connected.Commands.Add((sql, list?.Count ?? 0), command = Command(connected.Connection, sql, list, value));
        }

        for (var i = 0; i < command.Parameters.Count; i++)
        {
            command.Parameters[i].Value = list is null ? value : list[i];
        }

        T answer;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            answer = await read(reader, cancellationToken);
        }

        idle.Add(connected);
        return answer;
    }

    private static DbCommand Command(DbConnection connection, string sql, List<Guid>? list, object value)
    {
        var command = connection.CreateCommand();
        string[] names = list is null ? ["@p0"] : [.. Enumerable.Range(0, list.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"@p{i}"))];
        command.CommandText = sql.Replace("{list}", connection is SqliteConnection ? $"IN ({string.Join(',', names)})" : "= ANY(@p0)", StringComparison.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (names[i], list is null ? value : list[i]);
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }
}
