using System.Globalization;

namespace Monolith.Benchmarks.Raw;

internal sealed record TherapistRow(long Id, string Name, string Bio, string City, long Rate, bool Verified);

internal sealed record AppointmentRow(long Id, long TherapistId, string StartsAt, long Minutes);

/// <summary>
/// The statements both servers run, over plain ADO.NET: prepared commands on connections that stay open. Neither server knows a row before it asks, and neither
/// asks for columns it does not answer.
/// </summary>
internal abstract class RawStore : IAsyncDisposable
{
    public const int Therapists = 10_000;
    public const int Clients = 50_000;
    public const int Appointments = 200_000;

    protected const string TherapistColumns = "id, name, bio, city, rate, verified";
    protected const string One = $"SELECT {TherapistColumns} FROM therapist WHERE id = @id";
    protected const string Page = "SELECT id, name, bio FROM therapist WHERE id > @id ORDER BY id LIMIT @most";
    protected const string Many = "SELECT id, name, city, rate FROM therapist WHERE id > @id ORDER BY id LIMIT @most";
    protected const string Client = "SELECT id, nickname FROM client WHERE id = @id";
    protected const string OfClient = "SELECT id, therapist_id, starts_at, minutes FROM appointment WHERE client_id = @id ORDER BY id LIMIT @most";
    protected const string Insert = "INSERT INTO message (client_id, text) VALUES (@id, @text) RETURNING id";

    public static RawStore Open(string database) =>
        database.Contains("Host=", StringComparison.OrdinalIgnoreCase) ? new PostgresStore(database) : new SqliteStore(database);

    /// <summary>Makes the tables and fills them: the same rows each time.</summary>
    public abstract Task FillAsync(CancellationToken cancellationToken);

    public abstract ValueTask<TherapistRow?> TherapistAsync(long id, CancellationToken cancellationToken);

    /// <summary>Rows of id, name, bio, each valid until the next.</summary>
    public abstract IAsyncEnumerable<RawRow> PageAsync(long after, int most, CancellationToken cancellationToken);

    /// <summary>Rows of id, name, city, rate, each valid until the next.</summary>
    public abstract IAsyncEnumerable<RawRow> ManyAsync(long after, int most, CancellationToken cancellationToken);

    /// <summary>Names of specialisations for each of the therapists, in their order.</summary>
    public abstract ValueTask<IReadOnlyList<List<string>>> SpecialisationsAsync(IReadOnlyList<long> therapistIds, CancellationToken cancellationToken);

    public abstract ValueTask<string?> ClientAsync(long id, CancellationToken cancellationToken);

    public abstract ValueTask<List<AppointmentRow>> AppointmentsAsync(long clientId, int most, CancellationToken cancellationToken);

    /// <summary>Names of therapists by id.</summary>
    public abstract ValueTask<Dictionary<long, string>> NamesAsync(IReadOnlyList<long> therapistIds, CancellationToken cancellationToken);

    /// <summary>The id of the new row.</summary>
    public abstract ValueTask<long> InsertAsync(long clientId, string text, CancellationToken cancellationToken);

    public abstract ValueTask DisposeAsync();

    protected static string NameOf(long id) => string.Create(CultureInfo.InvariantCulture, $"Therapist {id:00000}");

    protected static string BioOf(long id) => string.Create(CultureInfo.InvariantCulture, $"Works with adults and couples, in person and online; number {id} of the register, ten years in practice.");

    protected static string CityOf(long id) => (id % 5) switch { 0 => "Pune", 1 => "Kochi", 2 => "Izmir", 3 => "Cairo", _ => "Delhi" };

    protected static long RateOf(long id) => 50_000 + (id % 40 * 1_000);

    protected static readonly string[] Topics =
        ["anxiety", "depression", "grief", "sleep", "relationships", "trauma", "stress", "addiction", "parenting", "burnout", "panic", "anger"];

    protected static IEnumerable<(long Therapist, long Topic)> Specialisations =>
        from id in Enumerable.Range(1, Therapists) from topic in new[] { id % 12, (id + 3) % 12, (id + 7) % 12 } select ((long)id, (long)topic + 1);

    protected static long TherapistOf(long appointment) => (appointment * 7919 % Therapists) + 1;

    // Twenty of each of the first 5,000 clients, and two of the others.
    protected static long ClientOf(long appointment) => appointment <= 100_000 ? ((appointment - 1) / 20) + 1 : 5_001 + ((appointment - 100_001) % 45_000);

    protected static string StartOf(long appointment) => string.Create(CultureInfo.InvariantCulture, $"2026-{(appointment % 12) + 1:00}-{(appointment % 28) + 1:00}T{8 + (appointment % 10):00}:00:00Z");

    /// <summary>Puts rows of (therapist, name) in the order of the therapists asked for.</summary>
    protected static IReadOnlyList<List<string>> Ordered(IReadOnlyList<long> ids, Dictionary<long, List<string>> found)
    {
        var ordered = new List<string>[ids.Count];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[i] = found.TryGetValue(ids[i], out var names) ? names : [];
        }

        return ordered;
    }
}

/// <summary>The current row of a reader. A text column is had as a string, or as UTF-8 where the database hands it out.</summary>
internal abstract class RawRow
{
    public abstract long Long(int column);

    public abstract string String(int column);

    public abstract void Text(int column, Monolith.GraphQL.Execution.ResultWriter writer);

    public abstract void Text(int column, System.Text.Json.Utf8JsonWriter writer);
}
