using System.Runtime.CompilerServices;
using System.Text.Json;
using Monolith.GraphQL.Execution;
using Npgsql;

namespace Monolith.Benchmarks.Raw;

/// <summary>PostgreSQL through a pool of Npgsql, with prepared statements.</summary>
internal sealed class PostgresStore(string connection) : RawStore
{
    private const string Names = "SELECT id, name FROM therapist WHERE id = ANY(@ids)";
    private const string Topic = "SELECT ts.therapist_id, s.name FROM therapist_specialisation ts JOIN specialisation s ON s.id = ts.specialisation_id WHERE ts.therapist_id = ANY(@ids) ORDER BY ts.therapist_id, s.id";

    private readonly NpgsqlDataSource _source = new NpgsqlSlimDataSourceBuilder(connection + ";Max Auto Prepare=20;Auto Prepare Min Usages=1;Maximum Pool Size=16").EnableArrays().Build();

    public override async Task FillAsync(CancellationToken cancellationToken)
    {
        await RunAsync("""
            CREATE TABLE therapist (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT NOT NULL, city TEXT NOT NULL, rate BIGINT NOT NULL, verified BOOLEAN NOT NULL);
            CREATE TABLE specialisation (id BIGINT PRIMARY KEY, name TEXT NOT NULL);
            CREATE TABLE therapist_specialisation (therapist_id BIGINT NOT NULL, specialisation_id BIGINT NOT NULL, PRIMARY KEY (therapist_id, specialisation_id));
            CREATE TABLE client (id BIGINT PRIMARY KEY, nickname TEXT NOT NULL);
            CREATE TABLE appointment (id BIGINT PRIMARY KEY, client_id BIGINT NOT NULL, therapist_id BIGINT NOT NULL, starts_at TEXT NOT NULL, minutes BIGINT NOT NULL);
            CREATE TABLE message (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1000000000) PRIMARY KEY, client_id BIGINT NOT NULL, text TEXT NOT NULL)
            """, cancellationToken);
        await CopyAsync("therapist", Therapists, id => [id, NameOf(id), BioOf(id), CityOf(id), RateOf(id), true], cancellationToken);
        await CopyAsync("specialisation", Topics.Length, id => [id, Topics[id - 1]], cancellationToken);
        (long, long)[] pairs = [.. Specialisations];
        await CopyAsync("therapist_specialisation", pairs.Length, i => [pairs[i - 1].Item1, pairs[i - 1].Item2], cancellationToken);
        await CopyAsync("client", Clients, id => [id, $"client-{id}"], cancellationToken);
        await CopyAsync("appointment", Appointments, id => [id, ClientOf(id), TherapistOf(id), StartOf(id), 50L], cancellationToken);
        await RunAsync("CREATE INDEX ON appointment (client_id, id); ANALYZE", cancellationToken);
    }

    public override async ValueTask<TherapistRow?> TherapistAsync(long id, CancellationToken cancellationToken)
    {
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(One, open, new NpgsqlParameter<long>("id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new TherapistRow(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4), reader.GetBoolean(5))
            : null;
    }

    public override IAsyncEnumerable<RawRow> PageAsync(long after, int most, CancellationToken cancellationToken) => RowsAsync(Page, after, most, cancellationToken);

    public override IAsyncEnumerable<RawRow> ManyAsync(long after, int most, CancellationToken cancellationToken) => RowsAsync(Many, after, most, cancellationToken);

    public override async ValueTask<IReadOnlyList<List<string>>> SpecialisationsAsync(IReadOnlyList<long> therapistIds, CancellationToken cancellationToken)
    {
        Dictionary<long, List<string>> found = new(therapistIds.Count);
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(Topic, open, new NpgsqlParameter<long[]>("ids", [.. therapistIds]));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = reader.GetInt64(0);
            if (!found.TryGetValue(id, out var names))
            {
                found.Add(id, names = new List<string>(3));
            }

            names.Add(reader.GetString(1));
        }

        return Ordered(therapistIds, found);
    }

    public override async ValueTask<string?> ClientAsync(long id, CancellationToken cancellationToken)
    {
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(Client, open, new NpgsqlParameter<long>("id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetString(1) : null;
    }

    public override async ValueTask<List<AppointmentRow>> AppointmentsAsync(long clientId, int most, CancellationToken cancellationToken)
    {
        List<AppointmentRow> rows = new(most);
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(OfClient, open, new NpgsqlParameter<long>("id", clientId), new NpgsqlParameter<int>("most", most));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3)));
        }

        return rows;
    }

    public override async ValueTask<Dictionary<long, string>> NamesAsync(IReadOnlyList<long> therapistIds, CancellationToken cancellationToken)
    {
        Dictionary<long, string> names = new(therapistIds.Count);
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(Names, open, new NpgsqlParameter<long[]>("ids", [.. therapistIds]));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            names.Add(reader.GetInt64(0), reader.GetString(1));
        }

        return names;
    }

    public override async ValueTask<long> InsertAsync(long clientId, string text, CancellationToken cancellationToken)
    {
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(Insert, open, new NpgsqlParameter<long>("id", clientId), new NpgsqlParameter<string>("text", text));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : throw new InvalidOperationException("Nothing was inserted.");
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlCommand Command(string sql, NpgsqlConnection open, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, open);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private async IAsyncEnumerable<RawRow> RowsAsync(string sql, long after, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = Command(sql, open, new NpgsqlParameter<long>("id", after), new NpgsqlParameter<int>("most", most));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var row = new Row(reader);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return row;
        }
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task CopyAsync(string table, long count, Func<long, object[]> row, CancellationToken cancellationToken)
    {
        await using var open = await _source.OpenConnectionAsync(cancellationToken);
        await using var import = await open.BeginBinaryImportAsync($"COPY {table} FROM STDIN (FORMAT BINARY)", cancellationToken);
        for (var id = 1L; id <= count; id++)
        {
            await import.WriteRowAsync(cancellationToken, row(id));
        }

        await import.CompleteAsync(cancellationToken);
    }

    private sealed class Row(NpgsqlDataReader reader) : RawRow
    {
        public override long Long(int column) => reader.GetInt64(column);

        public override string String(int column) => reader.GetString(column);

        public override void Text(int column, ResultWriter writer) => writer.WriteString(reader.GetString(column));

        public override void Text(int column, Utf8JsonWriter writer) => writer.WriteStringValue(reader.GetString(column));
    }
}
