using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Monolith.GraphQL.Execution;
using SQLitePCL;

namespace Monolith.Benchmarks.Raw;

/// <summary>SQLite in WAL mode. A reader's row hands text out as the bytes that SQLite keeps.</summary>
internal sealed class SqliteStore(string file) : RawStore
{
    private readonly ConcurrentBag<SqliteCommands> _idle = [];
    private readonly SemaphoreSlim _writer = new(1);

    public override async Task FillAsync(CancellationToken cancellationToken)
    {
        var connection = Rent();
        connection.Run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF");
        connection.Run("""
            CREATE TABLE therapist (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT NOT NULL, city TEXT NOT NULL, rate INTEGER NOT NULL, verified INTEGER NOT NULL);
            CREATE TABLE specialisation (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE therapist_specialisation (therapist_id INTEGER NOT NULL, specialisation_id INTEGER NOT NULL, PRIMARY KEY (therapist_id, specialisation_id)) WITHOUT ROWID;
            CREATE TABLE client (id INTEGER PRIMARY KEY, nickname TEXT NOT NULL);
            CREATE TABLE appointment (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL, therapist_id INTEGER NOT NULL, starts_at TEXT NOT NULL, minutes INTEGER NOT NULL);
            CREATE INDEX appointment_client ON appointment (client_id, id);
            CREATE TABLE message (id INTEGER PRIMARY KEY, client_id INTEGER NOT NULL, text TEXT NOT NULL);
            BEGIN
            """);
        Rows(connection, "INSERT INTO therapist VALUES (@a, @b, @c, @d, @e, 1)", Therapists, id => [id, NameOf(id), BioOf(id), CityOf(id), RateOf(id)]);
        Rows(connection, "INSERT INTO specialisation VALUES (@a, @b)", Topics.Length, id => [id, Topics[id - 1]]);
        (long, long)[] pairs = [.. Specialisations];
        Rows(connection, "INSERT INTO therapist_specialisation VALUES (@a, @b)", pairs.Length, i => [pairs[i - 1].Item1, pairs[i - 1].Item2]);
        Rows(connection, "INSERT INTO client VALUES (@a, @b)", Clients, id => [id, $"client-{id}"]);
        Rows(connection, "INSERT INTO appointment VALUES (@a, @b, @c, @d, 50)", Appointments, id => [id, ClientOf(id), TherapistOf(id), StartOf(id)]);
        connection.Run("INSERT INTO message VALUES (1000000000, 1, 'first'); COMMIT; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
        _idle.Add(connection);
        await Task.CompletedTask;
    }

    public override ValueTask<TherapistRow?> TherapistAsync(long id, CancellationToken cancellationToken)
    {
        var connection = Rent();
        TherapistRow? row;
        using (var reader = connection.Read(One, id))
        {
            row = reader.Read()
                ? new TherapistRow(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4), reader.GetInt64(5) != 0)
                : null;
        }

        _idle.Add(connection);
        return new(row);
    }

    public override IAsyncEnumerable<RawRow> PageAsync(long after, int most, CancellationToken cancellationToken) => RowsAsync(Page, after, most, cancellationToken);

    public override IAsyncEnumerable<RawRow> ManyAsync(long after, int most, CancellationToken cancellationToken) => RowsAsync(Many, after, most, cancellationToken);

    public override ValueTask<IReadOnlyList<List<string>>> SpecialisationsAsync(IReadOnlyList<long> therapistIds, CancellationToken cancellationToken)
    {
        var connection = Rent();
        Dictionary<long, List<string>> found = new(therapistIds.Count);
        using (var reader = connection.ReadList("SELECT ts.therapist_id, s.name FROM therapist_specialisation ts JOIN specialisation s ON s.id = ts.specialisation_id WHERE ts.therapist_id IN (", therapistIds))
        {
            while (reader.Read())
            {
                var id = reader.GetInt64(0);
                if (!found.TryGetValue(id, out var names))
                {
                    found.Add(id, names = new List<string>(3));
                }

                names.Add(reader.GetString(1));
            }
        }

        _idle.Add(connection);
        return new(Ordered(therapistIds, found));
    }

    public override ValueTask<string?> ClientAsync(long id, CancellationToken cancellationToken)
    {
        var connection = Rent();
        string? name;
        using (var reader = connection.Read(Client, id))
        {
            name = reader.Read() ? reader.GetString(1) : null;
        }

        _idle.Add(connection);
        return new(name);
    }

    public override ValueTask<List<AppointmentRow>> AppointmentsAsync(long clientId, int most, CancellationToken cancellationToken)
    {
        var connection = Rent();
        List<AppointmentRow> rows = new(most);
        using (var reader = connection.Read(OfClient, clientId, most))
        {
            while (reader.Read())
            {
                rows.Add(new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3)));
            }
        }

        _idle.Add(connection);
        return new(rows);
    }

    public override ValueTask<Dictionary<long, string>> NamesAsync(IReadOnlyList<long> therapistIds, CancellationToken cancellationToken)
    {
        var connection = Rent();
        Dictionary<long, string> names = new(therapistIds.Count);
        using (var reader = connection.ReadList("SELECT id, name FROM therapist WHERE id IN (", therapistIds))
        {
            while (reader.Read())
            {
                names.Add(reader.GetInt64(0), reader.GetString(1));
            }
        }

        _idle.Add(connection);
        return new(names);
    }

    public override async ValueTask<long> InsertAsync(long clientId, string text, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken);
        var connection = Rent();
        try
        {
            using var reader = connection.Read(Insert, clientId, text: text);
            return reader.Read() ? reader.GetInt64(0) : throw new InvalidOperationException("Nothing was inserted.");
        }
        finally
        {
            _idle.Add(connection);
            _writer.Release();
        }
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var connection in _idle)
        {
            connection.Dispose();
        }

        _writer.Dispose();
        return default;
    }

    private static void Rows(SqliteCommands connection, string sql, long count, Func<long, object[]> row)
    {
        var command = connection.Command(sql, ["@a", "@b", "@c", "@d", "@e"]);
        for (var id = 1L; id <= count; id++)
        {
            var values = row(id);
            for (var i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i];
            }

            command.ExecuteNonQuery();
        }
    }

#pragma warning disable CS1998 // The rows of an embedded database are there at once.
    private async IAsyncEnumerable<RawRow> RowsAsync(string sql, long after, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var connection = Rent();
        using (var reader = connection.Read(sql, after, most))
        {
            var row = new Row(reader);
            while (reader.Read())
            {
                yield return row;
            }
        }

        _idle.Add(connection);
    }
#pragma warning restore CS1998

    private SqliteCommands Rent() => _idle.TryTake(out var connection) ? connection : new SqliteCommands(file);

    private sealed class Row(SqliteDataReader reader) : RawRow
    {
        private readonly sqlite3_stmt _statement = reader.Handle!;

        public override long Long(int column) => raw.sqlite3_column_int64(_statement, column);

        public override string String(int column) => reader.GetString(column);

        public override void Text(int column, ResultWriter writer) => writer.WriteString(raw.sqlite3_column_blob(_statement, column));

        public override void Text(int column, Utf8JsonWriter writer) => writer.WriteStringValue(raw.sqlite3_column_blob(_statement, column));
    }
}
