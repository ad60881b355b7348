using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Monolith.Benchmarks.Platform;

/// <summary>The statements that the measured queries need, one each.</summary>
internal sealed class PlatformRows(PreparedReads reads)
{
    private readonly string one = $"SELECT id, display_name, bio, state FROM {reads.Table("matching", "therapist")} WHERE id = @p0 AND left_at IS NULL AND state IN ('Verified', 'NotRequired')";
    private readonly string page = $"SELECT id, display_name, bio FROM {reads.Table("matching", "therapist")} WHERE id > @p0 AND left_at IS NULL AND state IN ('Verified', 'NotRequired') ORDER BY id LIMIT 51";
    private readonly string names = $"SELECT id, display_name FROM {reads.Table("matching", "therapist")} WHERE id {{list}} AND left_at IS NULL AND state IN ('Verified', 'NotRequired')";
    private readonly string topics = $"SELECT ts.therapist_id, s.name FROM {reads.Table("matching", "therapist_specialisation")} ts JOIN {reads.Table("matching", "specialisation")} s ON s.id = ts.specialisation_id WHERE ts.therapist_id {{list}} ORDER BY s.name";
    private readonly string appointments = $"SELECT id, therapist_id, starts_at, channel FROM {reads.Table("therapy", "appointment")} WHERE client_id = @p0 ORDER BY id LIMIT 21";
    private readonly string account = $"SELECT state, details FROM {reads.Table("accounts", "account")} WHERE id = @p0";
    private readonly string sessions = $"SELECT ends_at FROM {reads.Table("accounts", "account_session")} WHERE account_id = @p0 AND ended_at IS NULL";
    private readonly string session = $"SELECT s.account_id FROM {reads.Table("accounts", "account_session")} s JOIN {reads.Table("accounts", "account")} a ON a.id = s.account_id WHERE s.access_hash = @p0 AND s.ended_at IS NULL AND a.state = 'Open'";
    private readonly ConcurrentDictionary<string, (Guid Caller, long At)> callers = new(StringComparer.Ordinal);

    public ValueTask<List<TherapistRow>> OneAsync(Guid id, CancellationToken cancellationToken) => TherapistsAsync(one, id, true, cancellationToken);

    public ValueTask<List<TherapistRow>> PageAsync(CancellationToken cancellationToken) => TherapistsAsync(page, Guid.Empty, true, cancellationToken);

    public ValueTask<List<TherapistRow>> NamesAsync(List<Guid> ids, CancellationToken cancellationToken) => TherapistsAsync(names, ids, false, cancellationToken);

    public ValueTask<Dictionary<Guid, List<string>>> TopicsAsync(List<Guid> ids, CancellationToken cancellationToken) => reads.ReadAsync(topics, ids, static async (reader, ct) =>
    {
        Dictionary<Guid, List<string>> found = [];
        while (await reader.ReadAsync(ct))
        {
            var id = reader.GetGuid(0);
            if (!found.TryGetValue(id, out var list))
            {
                found.Add(id, list = new List<string>(3));
            }

            list.Add(reader.GetString(1));
        }

        return found;
    }, cancellationToken);

    public ValueTask<List<AppointmentRow>> AppointmentsAsync(Guid client, CancellationToken cancellationToken) => reads.ReadAsync(appointments, client, async (reader, ct) =>
    {
        List<AppointmentRow> rows = new(21);
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetGuid(0), reader.GetGuid(1), InstantAt(reader, 2), reader.GetString(3)));
        }

        return rows;
    }, cancellationToken);

    public ValueTask<(string State, byte[] Details)> AccountAsync(Guid id, CancellationToken cancellationToken) => reads.ReadAsync(account, id, static async (reader, ct) =>
        await reader.ReadAsync(ct) ? (reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : throw new InvalidOperationException("There is no such account."), cancellationToken);

    public ValueTask<int> SessionsAsync(Guid id, DateTime now, CancellationToken cancellationToken) => reads.ReadAsync(sessions, id, async (reader, ct) =>
    {
        var running = 0;
        while (await reader.ReadAsync(ct))
        {
            running += InstantAt(reader, 0) > now ? 1 : 0;
        }

        return running;
    }, cancellationToken);

    /// <summary>Who holds the token; asked of the database once a second, as the platform does.</summary>
    public async ValueTask<Guid> CallerAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var key = Convert.ToHexString(hash);
        if (callers.TryGetValue(key, out var known) && Stopwatch.GetElapsedTime(known.At) < TimeSpan.FromSeconds(1))
        {
            return known.Caller;
        }

        var caller = await reads.ReadAsync(session, hash, static async (reader, ct) => await reader.ReadAsync(ct) ? reader.GetGuid(0) : throw new InvalidOperationException("Nobody holds this token."), cancellationToken);
        callers[key] = (caller, Stopwatch.GetTimestamp());
        return caller;
    }

    private ValueTask<List<TherapistRow>> TherapistsAsync(string sql, object value, bool withBio, CancellationToken cancellationToken) => reads.ReadAsync(sql, value, async (reader, ct) =>
    {
        List<TherapistRow> rows = [];
        while (await reader.ReadAsync(ct))
        {
            rows.Add(new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), withBio ? reader.GetFieldValue<byte[]>(2) : [], sql == one ? reader.GetString(3) : ""));
        }

        return rows;
    }, cancellationToken);

    private DateTime InstantAt(DbDataReader reader, int column) =>
        reads.IsSqlite ? new DateTime((reader.GetInt64(column) * 10) + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc) : reader.GetDateTime(column);
}

internal sealed record TherapistRow(Guid Id, byte[] DisplayName, byte[] Bio, string State);

internal sealed record AppointmentRow(Guid Id, Guid TherapistId, DateTime StartsAt, string Channel);
