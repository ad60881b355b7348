using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Monolith.BuildingBlocks.Storage;

/// <summary>A read-only SQLite connection that stays open, with its prepared statements; without the locks of SQLite's own, because it has one caller at a time.</summary>
internal sealed partial class FileReads : IPreparedReads
{
    private static readonly int[] ListSizes = [1, 2, 5, 10, 20, 50, 100];
    private readonly Dictionary<(string Statement, int Ids), sqlite3_stmt> statements = [];
    private readonly sqlite3 database;

    static FileReads() => Batteries_V2.Init();

    public FileReads(string connectionString)
    {
        var options = new SqliteConnectionStringBuilder(connectionString);
        var result = raw.sqlite3_open_v2(options.DataSource, out database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            Check(result);
            Check(raw.sqlite3_busy_timeout(database, options.DefaultTimeout * 1000));
            Check(raw.sqlite3_exec(database, "PRAGMA wal_autocheckpoint=0; PRAGMA mmap_size=0; PRAGMA query_only=ON;"));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public bool IsLost => false;

    public async ValueTask AddAsync<T>(string statement, object[] values, Func<StoredRow, T> read, List<T> rows, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prepared = Bound(statement, values);
        await using var stop = cancellationToken.UnsafeRegister(static database => raw.sqlite3_interrupt((sqlite3)database!), database);
        try
        {
            var row = new StoredRow(prepared);
            int result;
            while ((result = raw.sqlite3_step(prepared)) == raw.SQLITE_ROW)
            {
                rows.Add(read(row));
            }

            cancellationToken.ThrowIfCancellationRequested();
            Check(result);
        }
        finally
        {
            raw.sqlite3_reset(prepared);
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Dispose();
        }

        database.Dispose();
    }

    // A list is filled up to one of a few sizes with its last id, so that its length does not make another statement.
    private sqlite3_stmt Bound(string statement, object[] values)
    {
        var ids = values is [Guid[] list] ? list : null;
        var size = ids is null ? 0 : Array.Find(ListSizes, most => most >= ids.Length);
        if (!statements.TryGetValue((statement, size), out var prepared))
        {
            statements.Add((statement, size), prepared = Prepare(statement, size));
        }

        for (var i = 0; i < size; i++)
        {
            Bind(prepared, i + 1, ids![Math.Min(i, ids.Length - 1)]);
        }

        for (var i = 0; ids is null && i < values.Length; i++)
        {
            Bind(prepared, i + 1, values[i]);
        }

        return prepared;
    }

    private void Bind(sqlite3_stmt prepared, int parameter, object value) => Check(value switch
    {
        int number => raw.sqlite3_bind_int64(prepared, parameter, number),
        string text => raw.sqlite3_bind_text(prepared, parameter, text),
        Guid id => BindId(prepared, parameter, id),
        _ => throw new ArgumentException($"Values of {value.GetType()} are not bound.", nameof(value)),
    });

    private void Bind(sqlite3_stmt prepared, int parameter, Guid id) => Check(BindId(prepared, parameter, id));

    // As Entity Framework stores it: text in upper case.
    private static int BindId(sqlite3_stmt prepared, int parameter, Guid id)
    {
        Span<byte> text = stackalloc byte[36];
        id.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        return raw.sqlite3_bind_text(prepared, parameter, text);
    }

    private sqlite3_stmt Prepare(string statement, int ids)
    {
        var names = Enumerable.Range(1, ids).Select(i => string.Create(CultureInfo.InvariantCulture, $"?{i}"));
        var text = Table().Replace(statement, "$1 $2_").Replace("= ANY($1)", $"IN ({string.Join(',', names)})", StringComparison.Ordinal);
        Check(raw.sqlite3_prepare_v2(database, Parameter().Replace(text, "?$1"), out var prepared));
        return prepared;
    }

    private void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_DONE))
        {
            SqliteException.ThrowExceptionForRC(result, database);
        }
    }

    [GeneratedRegex(@"\b(FROM|JOIN) (\w+)\.")]
    private static partial Regex Table();

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}
